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
MOST_PER_AGENT = 5
MOST_PER_DAY = 3
TAKEN = {"ordered": 0.35, "interested": 0.12, "complaint": 1.0, "do_not_call": 0.3, "wrong_party": 0.08}
"""Share of the calls of an outcome that are recorded, if a dialog is left; more of poor talkers."""
RECORDED_WORKDAYS = 20


@dataclass
class RecordingDesk:
    """Dialogs still to be given to a call; only calls from ``first_day`` on are recorded."""

    chance: random.Random
    first_day: dt.date
    left: list[Dialog] = field(init=False)
    given: Counter[str] = field(default_factory=Counter)
    on_day: Counter[dt.date] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        dialogs = load_script().dialogs
        self.left = [*dialogs, *(dialog for dialog in dialogs if dialog.name not in ONCE)]
        self.chance.shuffle(self.left)

    def take(self, person: Employee, outcome: str, day: dt.date) -> tuple[Dialog, int] | None:
        """A dialog with this outcome that fits the person's manner, and its seconds; usually None."""
        if person.style is None or day < self.first_day or self._enough(person, day):
            return None
        if self.chance.random() > TAKEN.get(outcome, 0.15 if person.style.manner == "poor" else 0.02):
            return None
        for place, dialog in enumerate(self.left):
            if dialog.outcome == outcome and (dialog.name not in POOR or person.style.manner == "poor"):
                del self.left[place]
                self.given[person.number] += 1
                self.on_day[day] += 1
                return dialog, load_script().call_seconds(dialog, person.pace)
        return None

    def _enough(self, person: Employee, day: dt.date) -> bool:
        return self.given[person.number] >= MOST_PER_AGENT or self.on_day[day] >= MOST_PER_DAY
