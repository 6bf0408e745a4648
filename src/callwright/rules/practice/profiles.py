"""The customers of profiles.yaml, and the numbers under which they are called."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from callwright.kernel.text import Text

TRUNK = "callwright-practice"
"""The way out that leads to these customers and to nobody else. No trunk of a company bears this name."""
_NUMBER = re.compile(r"practice-([a-z]+(?:-[a-z]+)*)-[0-9a-f]{32}")


@dataclass(frozen=True)
class Profile:
    """A customer to practise with. `trains`: what the agent learns; `pause`: seconds to answer between two lines."""

    code: str
    name: Text
    trains: Text
    pitch: float
    pause: float
    lines: tuple[Text, ...]


@cache
def profiles() -> tuple[Profile, ...]:
    """All of them, in the order in which they are shown."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("profiles.yaml").read_text("utf-8"))
    return tuple(
        Profile(
            one["code"],
            Text(**one["name"]),
            Text(**one["trains"]),
            float(one["pitch"]),
            float(one["pause"]),
            tuple(Text(**line) for line in one["lines"]),
        )
        for one in raw
    )


def profile_named(code: str) -> Profile | None:
    """One by its code; None for a code that is none."""
    return next((one for one in profiles() if one.code == code), None)


def number_of(code: str, attempt_id: uuid.UUID) -> str:
    """The number of a practice call: no telephone number of anybody, and another one for each call.

    Several people may practise with one profile at once, and a number is never in two calls.
    """
    return f"practice-{code}-{attempt_id.hex}"


def is_practice_number(number: str) -> bool:
    """Whether a number is one of these and can therefore reach no person."""
    return _NUMBER.fullmatch(number) is not None
