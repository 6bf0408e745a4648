"""What the sentences in `cases/` call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from callwright.rules.engine.cases import CaseFunction
from callwright.rules.insights.conversation import AGENT, CUSTOMER, Conversation, Sentence
from callwright.rules.insights.judging import judge
from callwright.rules.insights.language import read_check
from callwright.rules.insights.shipped import checks

SECONDS_A_CHARACTER = 0.2
PAUSE = 0.6
ROLES = {"坐席": AGENT, "客户": CUSTOMER}


def read_lines(lines: list[str]) -> Conversation:
    """A conversation from lines like `坐席: 您好` or `客户@12.5-14: 喂`; without times, one after the other."""
    found: list[Sentence] = []
    clock = 0.0
    for position, line in enumerate(lines):
        head, _, text = line.partition(": ")
        role, _, times = head.partition("@")
        start, _, end = times.partition("-")
        begun = float(start) if start else clock
        ended = float(end) if end else begun + SECONDS_A_CHARACTER * len(text)
        found.append(Sentence(ROLES[role], begun, ended, text, position))
        clock = max(clock, ended + PAUSE)
    return Conversation.of(found)


def _judged(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    talk = read_lines([str(line) for line in given["said"]])
    wanted = given.get("checks")
    found = judge(talk, [check for check in checks(on) if wanted is None or check.code in wanted])
    return {
        "hits": [f"{hit.check.code}: {hit.sentence.text}" for hit in found],
        "better": [hit.better.zh for hit in found if hit.better],
        "faults": sorted({hit.check.code for hit in found if hit.check.kind == "fault"}),
        "missing": sorted({hit.check.code for hit in found if hit.check.kind == "duty"}),
    }


def _own_rule(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """A rule written in the sentence itself; decimals become plain numbers, as YAML gives them."""
    rule = {
        "code": "script.own",
        "family": "script",
        "kind": "mention",
        "title": {"zh": "试", "en": "try"},
        "why": {"zh": "试", "en": "try"},
        "from": on,
        "source": "a case",
        "approver": "owner",
        **given["rule"],
    }
    found = judge(read_lines([str(line) for line in given["said"]]), [read_check(rule)])
    return {"hits": [hit.sentence.text for hit in found]}


FUNCTIONS: Mapping[str, CaseFunction] = {"judged": _judged, "own_rule": _own_rule}
