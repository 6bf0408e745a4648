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
from callwright.rules.insights.heard import Hearing, accuracy_as_heard, hearings
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

The same test half, spoken, sent over a telephone line, cut into turns, recognised and masked as every recording is
(`python ops/hear_checks.py`), then judged by the same checks. Counted are the same sentences of agents; one whose
words were misheard counts as missed. **The speech is synthetic**: one voice at two pitches, no accents, nobody
interrupts, faint noise and side-tone. No real calls were measured, and they are harder to hear. Engines without a row
were not measured.

| family | heard by | sentences | wrong | found | precision | recall | F1 | F1 on text | {precision} / {recall} |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
"""
CHECKS = """
## Checks

| check | family | kind | since | what it looks for | source |
| --- | --- | --- | --- | --- | --- |
"""


def document() -> str:
    """The whole document."""
    precision = parameter("insights.precision_wanted", on=DAY).number
    recall = parameter("insights.recall_wanted", on=DAY).number
    known = checks(DAY)
    bars = float(precision), float(recall)
    written = accuracy(known, "test")
    rows = [_row(one, *bars) for one in written]
    rows += [_held_out(family, figures) for family, figures in _measured().items()]
    listed = [
        f"| `{one.code}` | {one.family} | {one.kind} | {one.start} | {one.title.zh} / {one.title.en} | {one.source} |"
        for one in known
    ]
    head, speech = (text.format(day=DAY, precision=precision, recall=recall) for text in (HEAD, SPEECH))
    heard = [row for one in hearings() for row in _heard(one, accuracy_as_heard(known, one), written, *bars)]
    notes = [_note(one) for one in hearings()]
    parts = (head, rows, speech, heard, ["", *notes], CHECKS, listed)
    return "".join(part if isinstance(part, str) else "\n".join(part) + "\n" for part in parts)


def _row(one: Accuracy, precision: float, recall: float) -> str:
    dialogues = sum(1 for _ in of_half(one.half))
    figures = " | ".join(_share(value) for value in (one.precision, one.recall, one.f1))
    verdict = _verdict(one, precision, recall)
    return (
        f"| {one.family} | {one.half} | {dialogues} | {one.sentences} | {one.wrong} | {one.found}"
        f" | {figures} | {verdict} |"
    )


def _verdict(one: Accuracy, precision: float, recall: float) -> str:
    meets = (one.precision or 0) >= precision and (one.recall or 0) >= recall
    return "not measured" if one.sentences == 0 else "met" if meets else "**not met**"


def _heard(
    heard: Hearing, families: list[Accuracy], written: list[Accuracy], precision: float, recall: float
) -> list[str]:
    """Rows of what one recogniser heard, each beside its figure on the text."""
    return [
        f"| {one.family} | {heard.model} | {one.sentences} | {one.wrong} | {one.found}"
        f" | {_share(one.precision)} | {_share(one.recall)} | {_share(one.f1)} | {_share(text.f1)}"
        f" | {_verdict(one, precision, recall)} |"
        for one, text in zip(families, written, strict=True)
    ]


def _note(heard: Hearing) -> str:
    return (
        f"{heard.model}: {heard.engine}, heard on {heard.made_on}, {len(heard.dialogues)} dialogues. "
        f"Voice: {heard.voice}. Line: {heard.line}. "
        f"{heard.character_errors} of {heard.characters} characters came out wrong ({heard.error_rate:.1%})."
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
