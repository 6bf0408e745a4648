"""Changing the sample rate of a channel without mirror tones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK_SECONDS = 20
MARGIN_SECONDS = 1


def resample(samples: NDArray[np.float32], rate: int, target: int) -> NDArray[np.float32]:
    """Samples at `target` Hz, band-limited (by the spectrum of overlapping blocks; memory stays small).

    Each block is computed with a second of its neighbours on both sides, which is thrown away again, so that no
    block edge can be heard.
    """
    if rate == target or samples.size == 0:
        return samples.astype(np.float32)
    margin, step = MARGIN_SECONDS * rate, BLOCK_SECONDS * rate
    padded = np.concatenate(
        [np.zeros(margin, np.float32), samples, np.zeros(margin + -samples.size % rate, np.float32)]
    )
    pieces = []
    for start in range(0, samples.size, step):
        inner = min(step, padded.size - 2 * margin - start)
        block = padded[start : start + inner + 2 * margin]
        changed = _by_spectrum(block, block.size * target // rate)
        cut = MARGIN_SECONDS * target
        pieces.append(changed[cut : changed.size - cut])
    return np.concatenate(pieces)[: round(samples.size * target / rate)].astype(np.float32)


def _by_spectrum(block: NDArray[np.float32], size: int) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(block)
    kept = np.zeros(size // 2 + 1, dtype=complex)
    shared = min(kept.size, spectrum.size)
    kept[:shared] = spectrum[:shared]
    return np.fft.irfft(kept, size) * (size / block.size)
