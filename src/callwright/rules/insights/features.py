"""What the model sees of a sentence: its runs of characters, its concepts, and what the customer said around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from callwright.rules.insights.concepts import Concepts, spoken
from callwright.rules.insights.conversation import AGENT, CUSTOMER, Sentence

MANY = 6
"""More concepts of one group count no more."""
MARKET_SENTENCES = 8
"""So many sentences before this one tell what the call is about."""
LONG = 5
ECHO_WITHIN = 6
TAKEN_BACK = ("sorry", "own_fault", "no_promise", "patience")
"""What an agent says next who notices that something was wrong."""
ECHOED = ("mock", "insult", "dawdle", "stop_asking", "why_not", "ignorance", "exclaim", "contempt")
PERSONAL = "personal"
UPSET = (
    "reply_unlawful",
    "reply_disbelief",
    "reply_private",
    "reply_insulted",
    "reply_pressed",
)
Features = dict[str, float]
"""Name of a feature → how much of it there is. Groups have their own weight, so that none drowns another."""


def features(said: Sequence[Sentence], at: int, known: Concepts, *, around: bool = True) -> Features:
    """The features of the sentence at `at`; `around` False: as if it stood alone."""
    plain = spoken(said[at].text)
    concepts = known.of_sentence(plain)
    found = _inside(plain, concepts, known)
    if at <= 1:
        found["opening"] = 1.0
    if around:
        found |= _before(said, at, plain, concepts, known)
        found |= _after(said, at, concepts, known)
    return found


def _inside(plain: str, concepts: frozenset[str], known: Concepts) -> Features:
    marked = f"^{plain}$"
    found = dict.fromkeys((f"g {one}" for one in plain), 1.0)
    found |= dict.fromkeys((f"g {marked[start : start + 2]}" for start in range(len(marked) - 1)), 1.0)
    found |= dict.fromkeys((f"g {marked[start : start + 3]}" for start in range(len(marked) - 2)), 0.9)
    found |= dict.fromkeys((f"c {name}" for name in concepts), 1.0)
    found |= dict.fromkeys((f"c {one} {other}" for one, other in combinations(sorted(concepts), 2)), 0.5)
    found[f"length {min(len(plain) // 5, LONG)}"] = 0.5
    for group, members in known.groups.items():
        count = len(concepts & members)
        if count:
            found[f"has {group} {min(count, 4)}"] = 0.7
            found[f"sum {group}"] = 0.28 * min(count, MANY)
    return found


def _before(
    said: Sequence[Sentence], at: int, plain: str, concepts: frozenset[str], known: Concepts
) -> Features:
    found: Features = {}
    if at and said[at - 1].speaker == CUSTOMER:
        asked = spoken(said[at - 1].text)
        found |= dict.fromkeys((f"before {name}" for name in known.of_reaction(asked)), 0.3)
        if any(asked[start : start + 2] in plain[:ECHO_WITHIN] for start in range(len(asked) - 1)):
            found["echo"] = 1.0
            found |= dict.fromkeys((f"echo {name}" for name in ECHOED if name in concepts), 1.0)
    personal = concepts & known.groups[PERSONAL]
    if personal:
        markets = _markets(said, at, known)
        found |= {f"market {one} {name}": 0.42 for one in markets for name in personal}
        if not markets:
            found["no market"] = 0.7
    return found


def _markets(said: Sequence[Sentence], at: int, known: Concepts) -> list[str]:
    own = [spoken(one.text) for one in said[max(0, at - MARKET_SENTENCES) : at] if one.speaker == AGENT]
    return known.markets_of(own)


def _after(said: Sequence[Sentence], at: int, concepts: frozenset[str], known: Concepts) -> Features:
    found: Features = {}
    if at + 1 < len(said) and said[at + 1].speaker == CUSTOMER:
        reply = spoken(said[at + 1].text)
        reactions = known.of_reaction(reply)
        found |= dict.fromkeys((f"after {name}" for name in reactions), 0.7)
        met = [group for group, members in known.groups.items() if concepts & members]
        found |= {f"after {name} {group}": 0.6 for name in reactions for group in met}
        if not reactions & set(UPSET):
            found["after calm"] = 0.7
        found[f"after length {min(len(reply) // 3, 4)}"] = 0.3
    if at + 2 < len(said) and said[at + 2].speaker == AGENT:
        own = known.of_sentence(spoken(said[at + 2].text))
        found |= dict.fromkeys((f"taken back {name}" for name in TAKEN_BACK if name in own), 0.7)
    return found
