"""Writes docs/reference/checks.md: every shipped check, and how right the families are on the labelled set.

python ops/describe_checks.py            rewrite it
python ops/describe_checks.py --check    exit 1 when it is stale
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from callwright.rules.engine.parameters import parameter
from callwright.rules.insights.accuracy import Accuracy, accuracy
from callwright.rules.insights.concepts import folder
from callwright.rules.insights.labelled import of_half
from callwright.rules.insights.resembling import versions
from callwright.rules.insights.shipped import checks

PLACE = Path(__file__).parents[1] / "docs" / "reference" / "checks.md"
DAY = date(2026, 12, 1)
HEAD = """# Checks, and how right they are

Written by `python ops/describe_checks.py`; a test fails when it is stale. Checks are those in force on {day}.

## Accuracy on written sentences

The labelled set was written for this project, by several hands: read the figures as such. Rules may be changed, and the
model learns, by looking at the tune half only. The test half was written after both were frozen, and they were not
changed by it; it is the honest figure, and the one on the screen. Earlier test halves were spent: their mistakes were
used to widen the rules, so they are tune now.

The model behind `resembles` knows the tune half by heart, so its figures there say nothing. What stands as “held out”
is measured on the tune half in parts, each judged by a model that learned from the other parts only
(`ops/learn_checks.py`); the concepts were written by people who knew those parts, so it is still kinder than the test
half.

| family | half | dialogues | sentences | wrong | found | precision | recall | F1 | {precision} / {recall} |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
"""
SPEECH = """
## Accuracy on recognised speech

Not measured yet. Recognition makes mistakes of its own (about 11 % of characters wrong with whisper-base over a
telephone line with one synthetic voice), so expect less than above.

## Checks

| check | family | kind | since | what it looks for | source |
| --- | --- | --- | --- | --- | --- |
"""


def document() -> str:
    """The whole document."""
    precision = parameter("insights.precision_wanted", on=DAY).number
    recall = parameter("insights.recall_wanted", on=DAY).number
    known = checks(DAY)
    rows = [_row(one, float(precision), float(recall)) for one in accuracy(known, "test")]
    rows += [_held_out(family, figures) for family, figures in _measured().items()]
    listed = [
        f"| `{one.code}` | {one.family} | {one.kind} | {one.start} | {one.title.zh} / {one.title.en} | {one.source} |"
        for one in known
    ]
    head = HEAD.format(day=DAY, precision=precision, recall=recall)
    return head + "\n".join(rows) + "\n" + SPEECH + "\n".join(listed) + "\n"


def _row(one: Accuracy, precision: float, recall: float) -> str:
    meets = (one.precision or 0) >= precision and (one.recall or 0) >= recall
    dialogues = sum(1 for _ in of_half(one.half))
    figures = " | ".join(_share(value) for value in (one.precision, one.recall, one.f1))
    verdict = "not measured" if one.sentences == 0 else "met" if meets else "**not met**"
    return (
        f"| {one.family} | {one.half} | {dialogues} | {one.sentences} | {one.wrong} | {one.found}"
        f" | {figures} | {verdict} |"
    )


def _measured() -> dict[str, dict[str, float]]:
    data: dict[str, dict[str, float]] = json.loads(
        (folder() / versions()[-1] / "held_out.json").read_text(encoding="utf-8")
    )
    return data


def _held_out(family: str, figures: dict[str, float]) -> str:
    dialogues = sum(1 for _ in of_half("tune"))
    precision, recall = figures["precision"], figures["recall"]
    f1 = 2 * precision * recall / (precision + recall)
    counts = f"{dialogues} | {figures['sentences']} | {figures['wrong']} | {figures['found']}"
    return f"| {family} | tune, held out | {counts} | {precision:.2f} | {recall:.2f} | {f1:.2f} | |"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main(arguments: list[str]) -> int:
    """Rewrite or check; the exit code of the program."""
    wanted = document()
    stale = not PLACE.exists() or PLACE.read_text("utf-8") != wanted
    if "--check" in arguments:
        return int(stale)
    PLACE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
