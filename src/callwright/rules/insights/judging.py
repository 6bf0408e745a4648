"""Holding checks against a conversation. Pure: the same call and the same checks give the same hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from callwright.kernel.text import Text
from callwright.rules.insights.conversation import Conversation, Sentence
from callwright.rules.insights.language import (
    Check,
    Condition,
    Count,
    Interrupts,
    Near,
    Order,
    Place,
    Rate,
    Repeats,
    Resembles,
    Silence,
    Words,
)
from callwright.rules.insights.matching import expression, fold, is_question, likeness, sounds_like
from callwright.rules.insights.resembling import Model, model

Models = Callable[[str], Model]


@dataclass(frozen=True)
class Hit:
    """A check that hit: the sentence is the evidence, `better` says how it could be said."""

    check: Check
    sentence: Sentence
    better: Text | None


def judge(talk: Conversation, checks: Iterable[Check], models: Models = model) -> list[Hit]:
    """All hits of the checks, in the order of the sentences and of the checks; `models` gives the one a check names."""
    judge_of = Judge(talk, models)
    found = [hit for check in checks for hit in judge_of.hits(check)]
    named = {(hit.check.family, hit.sentence) for hit in found if not hit.check.otherwise}
    found = [hit for hit in found if not hit.check.otherwise or (hit.check.family, hit.sentence) not in named]
    return sorted(found, key=lambda hit: (hit.sentence.start, hit.sentence.position, hit.check.code))


class Judge:
    """One conversation, asked about conditions."""

    def __init__(self, talk: Conversation, models: Models = model) -> None:
        self._talk = talk
        self._models = models
        self._said = talk.sentences
        self._steps = talk.steps_said()
        self._likelihoods: dict[tuple[str, int], dict[str, float]] = {}

    def hits(self, check: Check) -> list[Hit]:
        """The hits of one check."""
        if self._talk.seconds < check.call_seconds:
            return []
        if check.only_if is not None and not any(
            self.holds(check.only_if, at) for at in self._each("either")
        ):
            return []
        met = [at for at in self._each(check.role) if self.holds(check.when, at)]
        if check.kind == "duty":
            places = [] if met else list(self._each(check.role))[:1]
        else:
            places = met[:1] if check.once else met
        return [Hit(check, self._said[at], check.better_for(at, self.holds)) for at in places]

    def holds(self, condition: Condition, at: int) -> bool:
        """Whether everything a condition names holds for the sentence at `at`."""
        said = self._said[at]
        asked = condition.model_fields_set
        return all(ask(self, condition, said, at) for name, ask in _QUESTIONS.items() if name in asked)

    def _each(self, role: str) -> Iterator[int]:
        return (at for at, said in enumerate(self._said) if role in ("either", said.speaker))

    def resembles(self, asked: Resembles, at: int) -> bool:
        """Like those that offend the family, as the model weighs it; each sentence is weighed once."""
        place = (asked.model, at)
        if place not in self._likelihoods:
            self._likelihoods[place] = self._models(asked.model).likelihoods(self._said, at)
        return self._likelihoods[place][asked.family] >= asked.at_least

    def near(self, near: Near, at: int) -> bool:
        """A fitting sentence close by; without a side, `before` and `after` must be given."""
        here = self._said[at]
        for other in self._each(near.role):
            if other == at:
                continue
            there = self._said[other]
            before = other < at and near.before is not None and here.start - there.end <= near.before
            after = other > at and near.after is not None and there.start - here.end <= near.after
            if (before or after) and self.holds(near.when, other):
                return True
        return False

    def in_order(self, order: Order, at: int) -> bool:
        """The last condition here, the others before in their order."""
        if not self.holds(order.of[-1], at):
            return False
        left = list(order.of[:-1])
        first = self._said[at].start
        for earlier in range(at - 1, -1, -1):
            if left and self.holds(left[-1], earlier):
                left.pop()
                first = self._said[earlier].start
        limit = order.within_seconds
        return not left and (limit is None or self._said[at].end - first <= limit)

    def counted(self, count: Count, at: int) -> bool:
        """The so-maniest sentence of its speaker that fits."""
        here = self._said[at]
        fitting = [
            one
            for one in range(at + 1)
            if self._said[one].speaker == here.speaker
            and (count.within_seconds is None or here.start - self._said[one].start <= count.within_seconds)
            and self.holds(count.when, one)
        ]
        return at in fitting and len(fitting) >= count.at_least

    def repeated(self, repeats: Repeats, at: int) -> bool:
        """The same speaker said nearly the same before."""
        here = self._said[at]
        if len(here.plain) < repeats.min_characters:
            return False
        limit = repeats.within_seconds
        return any(
            one.speaker == here.speaker
            and (limit is None or here.start - one.start <= limit)
            and likeness(one.text, here.text) >= repeats.at_least
            for one in self._said[:at]
        )

    def placed(self, place: Place, at: int) -> bool:
        """In the asked part of the call."""
        said = self._said[at]
        if place.first_seconds is not None and said.start > place.first_seconds:
            return False
        if place.last_seconds is not None and said.end < self._talk.seconds - place.last_seconds:
            return False
        if place.first_sentences is None:
            return True
        own = sum(one.speaker == said.speaker for one in self._said[: at + 1])
        return own <= place.first_sentences

    def silent(self, silence: Silence, at: int) -> bool:
        """Nobody speaks on one side of the sentence."""
        said = self._said[at]
        if silence.side == "after":
            later = [one.start for one in self._said[at + 1 :]]
            end = max([said.end, *(one.end for one in self._said[:at])])
            return min(later, default=self._talk.seconds) - end > silence.longer_than
        before = max((one.end for one in self._said[:at]), default=0.0)
        return said.start - before > silence.longer_than

    def cuts_in(self, cut: Interrupts, said: Sentence) -> bool:
        """Began while the other one spoke, overlapped long enough and went on after."""
        return len(said.plain) >= cut.min_characters and any(
            other.start < said.start < other.end
            and min(other.end, said.end) - said.start >= cut.overlap
            and said.end > other.end
            for other in self._said
            if other.speaker != said.speaker
        )

    def step(self, at: int) -> str | None:
        """The step of the script a sentence is in."""
        return self._steps[at]

    def lasts(self, at: int) -> float:
        """Seconds of the monologue a sentence begins."""
        return self._talk.monologue(at)


def _worded(words: Words, said: Sentence) -> bool:
    found = 0
    for word in words.of:
        found += fold(word) in said.plain or (words.sound and sounds_like(said.text, word))
        if found >= words.at_least:
            return True
    return False


def _patterned(find: str, without: str, plain: str) -> bool:
    return bool(expression(find).search(plain)) and not (without and expression(without).search(plain))


def _paced(rate: Rate, said: Sentence) -> bool:
    if len(said.plain) < rate.min_characters:
        return False
    pace = said.characters_per_minute
    return (rate.above is None or pace > rate.above) and (rate.below is None or 0 < pace < rate.below)


Ask = Callable[[Judge, Condition, Sentence, int], bool]
_QUESTIONS: dict[str, Ask] = {
    "words": lambda _, c, s, __: c.words is None or _worded(c.words, s),
    "pattern": lambda _, c, s, __: (
        c.pattern is None or _patterned(c.pattern.find, c.pattern.without, s.plain)
    ),
    "similar": lambda _, c, s, __: (
        c.similar is None or any(likeness(s.text, one) >= c.similar.at_least for one in c.similar.to)
    ),
    "question": lambda _, c, s, __: is_question(s.text) == c.question,
    "resembles": lambda j, c, _, at: c.resembles is None or j.resembles(c.resembles, at),
    "place": lambda j, c, _, at: c.place is None or j.placed(c.place, at),
    "step": lambda j, c, _, at: j.step(at) == c.step,
    "rate": lambda _, c, s, __: c.rate is None or _paced(c.rate, s),
    "silence": lambda j, c, _, at: c.silence is None or j.silent(c.silence, at),
    "monologue": lambda j, c, _, at: c.monologue is None or j.lasts(at) > c.monologue.longer_than,
    "interrupts": lambda j, c, s, _: c.interrupts is None or j.cuts_in(c.interrupts, s),
    "any": lambda j, c, _, at: any(j.holds(one, at) for one in c.any or ()),
    "all": lambda j, c, _, at: all(j.holds(one, at) for one in c.all or ()),
    "not_": lambda j, c, _, at: c.not_ is None or not j.holds(c.not_, at),
    "repeats": lambda j, c, _, at: c.repeats is None or j.repeated(c.repeats, at),
    "near": lambda j, c, _, at: c.near is None or j.near(c.near, at),
    "order": lambda j, c, _, at: c.order is None or j.in_order(c.order, at),
    "count": lambda j, c, _, at: c.count is None or j.counted(c.count, at),
}
"""Cheap questions first: the first no ends it."""
