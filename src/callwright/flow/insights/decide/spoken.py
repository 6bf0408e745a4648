"""What words add to the measures of a call, and the call as the rules see it."""

from __future__ import annotations

from collections.abc import Sequence

from callwright.flow.insights.contracts import Said, Speaker, SpokenMeasures
from callwright.rules.insights.conversation import Conversation, Sentence
from callwright.rules.insights.matching import fold, is_question

Script = tuple[tuple[str, tuple[str, ...]], ...]
"""Steps of a script in order: a name and the sentences written for it."""


def conversation(said: Sequence[Said], seconds: float, script: Script = ()) -> Conversation:
    """The call as the rules see it."""
    lines = tuple(Sentence(str(one.speaker), one.start, one.end, one.text, one.position) for one in said)
    return Conversation(lines, seconds, script)


def spoken_measures(said: Sequence[Said], script: Script = ()) -> SpokenMeasures:
    """Speech rates, questions, and how much of the script was gone through."""
    talk = conversation(said, 0.0, script)
    steps = {name for name, _ in script}
    return SpokenMeasures(
        speech_rate_agent=_rate(said, Speaker.AGENT),
        speech_rate_customer=_rate(said, Speaker.CUSTOMER),
        questions_agent=sum(one.speaker is Speaker.AGENT and is_question(one.text) for one in said),
        script_steps=len(steps),
        script_steps_said=len(steps & set(talk.steps_said())),
    )


def _rate(said: Sequence[Said], speaker: Speaker) -> float | None:
    own = [one for one in said if one.speaker is speaker]
    seconds = sum(one.end - one.start for one in own)
    return round(sum(len(fold(one.text)) for one in own) / seconds * 60, 1) if seconds > 0 else None
