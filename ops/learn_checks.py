"""Learns the weights of the model of `resembles` from the tune half of the labelled set and its phrases.

python ops/learn_checks.py 2026-12-01    learn from all of it, write the weights beside the concepts of that version,
                                         and beside them how the checks do on sentences held out while learning
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from callwright.rules.insights.accuracy import JUDGED, Accuracy, Judged, judged_dialogues, of_family
from callwright.rules.insights.concepts import Concepts, folder, read_concepts
from callwright.rules.insights.conversation import AGENT
from callwright.rules.insights.features import Features, features
from callwright.rules.insights.labelled import Dialogue, of_half, phrases
from callwright.rules.insights.resembling import Model
from callwright.rules.insights.shipped import checks

SEEN_AT_LEAST = 3
"""A feature that is rarer says nothing."""
HALF = 0.5
"""A sentence of a dialogue is learned from twice, with and without what stands around; a phrase counts half as well."""
PENALTY = 0.5
"""Half the square of each weight is added to what is made small (ridge)."""
SMALLEST = 0.01
"""Weights below this are left out: they move no likelihood by a hundredth."""
PARTS = 5
"""The tune files are held out in so many parts."""


@dataclass(frozen=True)
class Lesson:
    """One sentence to learn from: its features, the families it offends, and how much it counts."""

    seen: Features
    wrong: frozenset[str]
    counts: float


def lessons(dialogues: Iterable[Dialogue], known: Concepts) -> Iterator[Lesson]:
    """The lessons of dialogues; of a phrase, which has nothing around it, one."""
    for one in dialogues:
        said = one.talk.sentences
        for at, sentence in enumerate(said):
            if sentence.speaker != AGENT:
                continue
            yield Lesson(features(said, at, known, around=False), one.wrong[at], HALF)
            if len(said) > 1:
                yield Lesson(features(said, at, known), one.wrong[at], HALF)


def learn(version: str, taught: list[Lesson], known: Concepts) -> Model:
    """Logistic regression with ridge, one for each family."""
    counted = Counter(name for lesson in taught for name in lesson.seen)
    names = sorted(name for name, count in counted.items() if count >= SEEN_AT_LEAST)
    seen = _matrix([lesson.seen for lesson in taught], names)
    counts = np.array([lesson.counts for lesson in taught])
    found = [
        _fit(seen, np.array([family in lesson.wrong for lesson in taught], dtype=float), counts)
        for family in JUDGED
    ]
    table = np.round(np.array([one[:-1] for one in found]), 3)
    kept = np.flatnonzero(np.abs(table).max(axis=0) >= SMALLEST)
    weights = {names[place]: tuple(float(value) for value in table[:, place]) for place in kept}
    return Model(version, JUDGED, tuple(round(float(one[-1]), 3) for one in found), weights, known)


def _matrix(rows: list[Features], names: list[str]) -> sparse.csr_matrix:
    places = {name: place for place, name in enumerate(names)}
    cells = [
        (row, places[name], value)
        for row, one in enumerate(rows)
        for name, value in one.items()
        if name in places
    ]
    down, across, values = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (down, across)), shape=(len(rows), len(names)))


def _fit(seen: sparse.csr_matrix, wrong: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The weights, and last the start, that make the penalised loss smallest."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = seen @ weights[:-1] + weights[-1]
        missed = counts * (np.logaddexp(0, total) - wrong * total)
        slope = counts * (1 / (1 + np.exp(-total)) - wrong)
        value = missed.sum() + PENALTY * (weights[:-1] ** 2).sum()
        return value, np.append(seen.T @ slope + 2 * PENALTY * weights[:-1], slope.sum())

    found = minimize(loss, np.zeros(seen.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return np.asarray(found.x)


def taught_from() -> dict[str, str]:
    """What there is to learn from: path in `labelled` → SHA-256."""
    place = resources.files("callwright.rules.insights") / "labelled"
    files = [part / entry.name for part in (place / "tune", place / "phrases") for entry in part.iterdir()]
    return {
        f"{Path(str(file)).parent.name}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(files, key=str)
        if file.name.endswith(".yaml")
    }


def written(model: Model) -> str:
    """The weights as they stand in the file: one feature a line, so that a change can be read."""
    head = {"families": model.families, "start": model.start, "learned_from": taught_from()}
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{_short(values)}" for name, values in model.weights.items()
    ]
    return json.dumps(head, indent=1)[:-2] + ',\n "weights": {\n' + ",\n".join(lines) + "\n }\n}\n"


def _short(values: tuple[float, ...]) -> str:
    return "[" + ",".join(f"{value:g}" for value in values) + "]"


def across_files(version: str, known: Concepts) -> dict[str, dict[str, float]]:
    """The checks on sentences their model did not learn from: the tune files in parts, each held out in turn.

    Only the model is held out: concepts and phrases were written by people who knew these files.
    """
    own = list(lessons(phrases(), known))
    taught = {one.name: list(lessons([one], known)) for one in of_half("tune")}
    files = sorted({one.file for one in of_half("tune")})
    in_force = checks(date.fromisoformat(version))
    judged: list[Judged] = []
    for part in range(PARTS):
        held = set(files[part::PARTS])
        rest = [lesson for one in of_half("tune") if one.file not in held for lesson in taught[one.name]]
        learned = learn(version, own + rest, known)
        judged += judged_dialogues(
            in_force, (one for one in of_half("tune") if one.file in held), models=lambda _, it=learned: it
        )
    return {family: _figures(of_family(family, "tune", judged)) for family in JUDGED}


def _figures(one: Accuracy) -> dict[str, float]:
    return {
        "sentences": one.sentences,
        "wrong": one.wrong,
        "found": one.found,
        "precision": round(one.precision or 0, 3),
        "recall": round(one.recall or 0, 3),
    }


def main(arguments: list[str]) -> int:
    """Learn and measure; the exit code of the program."""
    version = arguments[0]
    known = read_concepts(version)
    taught = list(lessons([*of_half("tune"), *phrases()], known))
    place = Path(str(folder())) / version
    (place / "weights.json").write_text(written(learn(version, taught, known)), encoding="utf-8")
    held_out = json.dumps(across_files(version, known), indent=1)
    (place / "held_out.json").write_text(held_out + "\n", encoding="utf-8")
    sys.stdout.write(held_out + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
