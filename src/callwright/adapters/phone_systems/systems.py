"""The known phone systems by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from callwright.adapters.phone_systems import asterisk_csv, freeswitch_json, plain_json, threecx, vicidial
from callwright.flow.calls.ports import SentRecords


@dataclass(frozen=True)
class _Kind:
    read: Callable[[bytes], SentRecords]
    outcomes: Mapping[str, str] = field(default_factory=dict)


KINDS = {
    "json": _Kind(plain_json.read),
    "asterisk_csv": _Kind(asterisk_csv.read),
    "freeswitch_json": _Kind(freeswitch_json.read, freeswitch_json.OUTCOMES),
    "vicidial": _Kind(vicidial.read, vicidial.OUTCOMES),
    "3cx": _Kind(threecx.read),
}


class KnownPhoneSystems:
    """PhoneSystems: what this folder can read."""

    def kinds(self) -> tuple[str, ...]:
        """The names of all kinds."""
        return tuple(KINDS)

    def read(self, kind: str, body: bytes) -> SentRecords:
        """The records in a body; ValueError with the reason when it holds none of this kind."""
        try:
            return KINDS[kind].read(body)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ValueError(f"no JSON: {error}") from None

    def outcomes(self, kind: str) -> Mapping[str, str]:
        """What the result words of this kind mean, beyond those every import knows."""
        return KINDS[kind].outcomes
