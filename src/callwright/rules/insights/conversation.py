"""What was said in a call, as the rules see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from callwright.rules.insights.matching import fold, likeness

AGENT, CUSTOMER = "agent", "customer"


@dataclass(frozen=True)
class Sentence:
    """One sentence: who (`agent`, `customer`, `unknown`), when (seconds from the start of the recording) and what.

    `position` names it in the transcript it came from.
    """

    speaker: str
    start: float
    end: float
    text: str
    position: int = 0

    @cached_property
    def plain(self) -> str:
        """The text without punctuation, spaces and width: what words are looked for in."""
        return fold(self.text)

    @property
    def characters_per_minute(self) -> float:
        """How fast it was said; 0 when its length is unknown."""
        seconds = self.end - self.start
        return len(self.plain) / seconds * 60 if seconds > 0 else 0.0


@dataclass(frozen=True)
class Conversation:
    """A whole call: its sentences in the order in which they began, and its length in seconds.

    `steps` are the steps of the campaign's script in order: (name, the sentences written for it).
    """

    sentences: tuple[Sentence, ...]
    seconds: float
    steps: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, sentences: Iterable[Sentence], seconds: float | None = None) -> Conversation:
        """A conversation from sentences in any order; its length is the last end when none is given."""
        ordered = tuple(sorted(sentences, key=lambda one: (one.start, one.end, one.position)))
        last = max((one.end for one in ordered), default=0.0)
        return cls(ordered, last if seconds is None else seconds)

    def steps_said(self) -> tuple[str | None, ...]:
        """The step of the script each sentence is in: the last one the agent came to; None before the first."""
        now: str | None = None
        found = []
        for said in self.sentences:
            if said.speaker == AGENT and self.steps:
                now = self._step_of(said.text) or now
            found.append(now)
        return tuple(found)

    def _step_of(self, text: str) -> str | None:
        likely = max(
            ((likeness(text, line), name) for name, lines in self.steps for line in lines), default=(0.0, "")
        )
        return likely[1] if likely[0] >= LIKE_THE_SCRIPT else None

    def monologue(self, index: int) -> float:
        """Seconds the speaker of a sentence goes on from it until the other one says more than a sound of listening.

        0 for a sentence that does not begin such a stretch.
        """
        first = self.sentences[index]
        if index > 0 and self._goes_on(index - 1, first.speaker):
            return 0.0
        end = first.end
        for later in self.sentences[index + 1 :]:
            if later.speaker == first.speaker:
                end = max(end, later.end)
            elif len(later.plain) > LISTENING_CHARACTERS:
                break
        return end - first.start

    def _goes_on(self, index: int, speaker: str) -> bool:
        while index >= 0:
            before = self.sentences[index]
            if before.speaker == speaker:
                return True
            if len(before.plain) > LISTENING_CHARACTERS:
                return False
            index -= 1
        return False


LISTENING_CHARACTERS = 3
"""Up to so many characters (嗯, 好的, 对对对) somebody only shows that they listen."""
LIKE_THE_SCRIPT = 0.5
"""So like a sentence of the script (shared pairs of characters) that the agent is taken to be in its step."""
