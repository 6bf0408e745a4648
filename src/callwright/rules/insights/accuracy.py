"""How right the checks are: precision, recall and F1 on the labelled set, with what they got wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from callwright.rules.insights.conversation import AGENT, Sentence
from callwright.rules.insights.judging import Models, judge
from callwright.rules.insights.labelled import LETTERS, Dialogue, Half, of_half
from callwright.rules.insights.language import Check
from callwright.rules.insights.resembling import model

JUDGED = tuple(sorted(LETTERS.values()))
"""The families the set is labelled for."""
Hear = Callable[[Sentence], str]


@dataclass(frozen=True)
class Mistake:
    """A sentence the checks judged wrongly: `found` although right, or not found although wrong."""

    dialogue: str
    text: str
    found: bool
    check: str


@dataclass(frozen=True)
class Accuracy:
    """How a family of checks does. `sentences` of agents were looked at, `wrong` of them offend the family."""

    family: str
    half: Half
    sentences: int
    wrong: int
    found: int
    rightly: int
    mistakes: tuple[Mistake, ...] = ()

    @property
    def precision(self) -> float | None:
        """Rightly found ÷ found; None when nothing was found."""
        return self.rightly / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Rightly found ÷ wrong; None when nothing was wrong."""
        return self.rightly / self.wrong if self.wrong else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        both = self.found + self.wrong
        return 2 * self.rightly / both if both else None


def heard_by_ear(check: Check) -> bool:
    """Whether a check needs times of real speech; those cannot be measured on written sentences."""
    written = check.model_dump(exclude_none=True)
    return bool(_names(written) & {"interrupts", "monologue", "silence", "rate"})


def as_written(said: Sentence) -> str:
    """A sentence judged as it was written."""
    return said.text


def accuracy(checks: Iterable[Check], half: Half, hear: Hear = as_written) -> list[Accuracy]:
    """Each family on one half of the set. A sentence counts once, however many checks of the family hit it.

    `hear` gives the text of a sentence as it is judged: as written, or as a recogniser heard it.
    """
    judged = judged_dialogues(checks, of_half(half), hear)
    return [of_family(family, half, judged) for family in JUDGED]


def judged_dialogues(
    checks: Iterable[Check], among: Iterable[Dialogue], hear: Hear = as_written, models: Models = model
) -> list[Judged]:
    """Dialogues with what the faults among the checks found in them."""
    faults = [one for one in checks if one.kind == "fault" and not heard_by_ear(one)]
    return [_judge(dialogue, faults, hear, models) for dialogue in among]


@dataclass(frozen=True)
class Judged:
    """A dialogue and what was found in it: family and position of the sentence → code of a check."""

    dialogue: Dialogue
    hits: dict[tuple[str, int], str]


def _judge(dialogue: Dialogue, checks: list[Check], hear: Hear, models: Models) -> Judged:
    talk = dialogue.talk
    said = tuple(Sentence(one.speaker, one.start, one.end, hear(one), one.position) for one in talk.sentences)
    hits = judge(type(talk)(said, talk.seconds), checks, models)
    return Judged(dialogue, {(hit.check.family, hit.sentence.position): hit.check.code for hit in hits})


def of_family(family: str, half: Half, judged: Iterable[Judged]) -> Accuracy:
    """How right a family is in judged dialogues of a half."""
    sentences = wrong = found = rightly = 0
    mistakes = []
    for one in judged:
        for said, faults in zip(one.dialogue.talk.sentences, one.dialogue.wrong, strict=True):
            if said.speaker != AGENT:
                continue
            is_wrong, code = family in faults, one.hits.get((family, said.position))
            sentences += 1
            wrong += is_wrong
            found += code is not None
            rightly += is_wrong and code is not None
            if is_wrong != (code is not None):
                mistakes.append(Mistake(one.dialogue.name, said.text, code is not None, code or ""))
    return Accuracy(family, half, sentences, wrong, found, rightly, tuple(mistakes))


def _names(data: object) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(_names(value) for value in data.values()))
    if isinstance(data, list | tuple):
        return set().union(*(_names(value) for value in data))
    return set()
