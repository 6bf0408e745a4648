"""Which of the sample's calls were recorded: the desk hands out each written dialog to a call it fits."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field

from callwright.app.sample.people import Employee
from callwright.app.sample.speech.script import Dialog, load_script

POOR = frozenset(
    ("monologue_lost", "monologue_refused", "ultimatum_lost", "ultimatum_today", "interrupts", "aimless")
)
ONCE = frozenset(("stop_calling", "wrong_agency", "callback_driving", "complaint"))
MOST_PER_AGENT = 4
RECORDED_WORKDAYS = 20


@dataclass
class RecordingDesk:
    """Dialogs still to be given to a call; only calls from ``first_day`` on are recorded."""

    chance: random.Random
    first_day: dt.date
    left: list[Dialog] = field(init=False)
    given: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        dialogs = load_script().dialogs
        self.left = [*dialogs, *(dialog for dialog in dialogs if dialog.name not in ONCE)]
        self.chance.shuffle(self.left)

    def take(self, person: Employee, outcome: str, day: dt.date) -> tuple[Dialog, int] | None:
        """A dialog with this outcome that fits the person's manner, and its seconds; usually None."""
        if day < self.first_day or self.given[person.number] >= MOST_PER_AGENT or person.style is None:
            return None
        common = outcome in {"refused", "effective", "callback", "wrong_party"}
        if common and self.chance.random() > 0.12:
            return None
        for place, dialog in enumerate(self.left):
            if dialog.outcome == outcome and (dialog.name not in POOR or person.style.manner == "poor"):
                del self.left[place]
                self.given[person.number] += 1
                return dialog, load_script().call_seconds(dialog, person.pace)
        return None
