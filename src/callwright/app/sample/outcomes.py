"""How one dial ends and how long it takes, from the agent's style and who is behind the number."""

from __future__ import annotations

import random

from callwright.app.sample.calling import ANSWERED, Target
from callwright.app.sample.chance import pick
from callwright.app.sample.people import Style

UNANSWERED = (
    ("no_answer", 58),
    ("busy", 16),
    ("switched_off", 17),
    ("answering_machine", 6),
    ("invalid_number", 3),
)
SHORT = (("refused", 62), ("answered", 30), ("wrong_party", 5), ("do_not_call", 2.4), ("complaint", 0.6))
TALK_FACTOR = {"effective": 1.0, "interested": 1.5, "ordered": 1.9, "callback": 0.25, "complaint": 0.3}


def outcome_of(chance: random.Random, style: Style, target: Target, luck: float) -> str:
    """The disposition of one dial; ``luck`` scales interest and orders (market and month)."""
    fault = target.to.fault
    if fault == "空号":
        return pick(chance, (("invalid_number", 85), ("no_answer", 15)))
    if chance.random() > style.answered * (1.3 if target.warm else 1.0):
        return pick(chance, UNANSWERED)
    if fault == "非本公司" and chance.random() < 0.75:
        return "wrong_party"
    if chance.random() > style.effective * (1.6 if target.warm else 1.0) * (0.3 if fault else 1.0):
        return pick(chance, SHORT)
    warmth = 3.0 if target.warm else 1.0
    ordered, interested = style.ordered * luck * warmth, style.interested * luck
    rest = max(0.1, 1 - ordered - interested)
    weights = (
        ("ordered", ordered),
        ("interested", interested),
        ("callback", rest * 0.16),
        ("effective", rest * 0.84),
    )
    return pick(chance, weights)


def ring_seconds(chance: random.Random, outcome: str) -> int:
    """Seconds from dialing to the answer, or to giving up."""
    if outcome == "invalid_number":
        return chance.randint(3, 8)
    return chance.randint(3, 20) if outcome in ANSWERED else chance.randint(12, 42)


def talk_seconds(chance: random.Random, style: Style, outcome: str) -> int:
    """Seconds of talk: short ones uniform, effective ones lognormal around the median; 0 = unanswered."""
    if outcome not in ANSWERED:
        return 0
    factor = TALK_FACTOR.get(outcome)
    if factor is None:
        return chance.randint(5, 28)
    drawn = round(style.talk * factor * chance.lognormvariate(0.0, 0.55))
    return min(2_700, max(32, drawn))


def wrap_seconds(chance: random.Random, outcome: str) -> int:
    """Seconds of notes after the call; nothing after a dial that was not answered."""
    if outcome not in ANSWERED:
        return 0
    return (
        chance.randint(25, 90) if outcome in {"interested", "ordered", "effective"} else chance.randint(4, 15)
    )
