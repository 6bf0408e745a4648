"""The dialogs of the sample calls: who says what, and how long the pause before it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

DEFAULT_PAUSE = 0.4
TAIL_SECONDS = 1.2


@dataclass(frozen=True)
class Line:
    """One turn of a dialog. ``pause`` = seconds after the previous turn's end; negative = talks over it."""

    sentence: str
    pause: float

    @property
    def by_agent(self) -> bool:
        """True for the agent's lines."""
        return self.sentence.startswith("a_")


@dataclass(frozen=True)
class Dialog:
    """A whole call as written: its outcome (a word of product §4) and its lines in order."""

    name: str
    outcome: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Script:
    """Every sentence by name, every dialog, and the measured length of each spoken sentence in seconds."""

    sentences: dict[str, str]
    dialogs: tuple[Dialog, ...]
    lengths: dict[str, float]

    def length_of(self, sentence: str) -> float:
        """Seconds the synthesiser needs for this sentence; estimated if never measured."""
        return self.lengths.get(sentence, 0.6 + 0.19 * len(self.sentences[sentence]))

    def starts(self, dialog: Dialog, pace: float) -> list[tuple[float, float]]:
        """(start, end) of every line in seconds at the given pace (1.0 = as synthesised, 1.1 = faster)."""
        clock, spans = 0.0, []
        for line in dialog.lines:
            begin = max(0.3, clock + line.pause)
            end = begin + self.length_of(line.sentence) / pace
            spans.append((begin, end))
            clock = max(clock, end)
        return spans

    def call_seconds(self, dialog: Dialog, pace: float) -> int:
        """Whole seconds the call lasts from answer to hang-up."""
        return int(max(end for _, end in self.starts(dialog, pace)) + TAIL_SECONDS) + 1


@cache
def load_script() -> Script:
    """Read script.yaml and lengths.yaml from the package."""
    folder = resources.files(__package__)
    raw = yaml.safe_load(folder.joinpath("script.yaml").read_text("utf-8"))
    lengths = folder.joinpath("lengths.yaml")
    measured = yaml.safe_load(lengths.read_text("utf-8")) if lengths.is_file() else {}
    dialogs = tuple(Dialog(d["id"], d["outcome"], tuple(_lines(d["turns"]))) for d in raw["dialogs"])
    return Script(dict(raw["sentences"]), dialogs, {str(k): float(v) for k, v in measured.items()})


def _lines(turns: str) -> list[Line]:
    lines = []
    for word in turns.split():
        name, _, pause = word.partition("@")
        lines.append(Line(name, float(pause) if pause else DEFAULT_PAUSE))
    return lines
