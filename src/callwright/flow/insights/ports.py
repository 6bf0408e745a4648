"""What insights needs from outside."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class VoiceActivity(Protocol):
    """Finds speech in one channel of a call.

    `name` tells detector and version, stored with every measure made from it. `speech` takes mono samples in
    -1…1 at any rate from 8 kHz up, and returns (start, end) in seconds, in order, without overlap. Tones
    (ring-back, hold music chords, DTMF) are not speech. Slow and not async: call it in a thread.
    """

    @property
    def name(self) -> str: ...

    def speech(self, samples: Samples, rate: int) -> list[tuple[float, float]]: ...
