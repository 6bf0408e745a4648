"""The `dedupe` library, taught with labelled pairs of a list: `python dedupe_trained.py LIST OUT TAUGHT TRUTH`."""

from __future__ import annotations

import csv
import io
import random
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import dedupe
import numpy as np
from dedupe import serializer, variables
from prepare import groups, read, write

LABELS = 400
"""Pairs that a person would have answered; half of them alike."""


def records(path: Path) -> dict[int, dict[str, object]]:
    """Rows as dedupe wants them: empty fields are None, several numbers are a tuple."""
    fields = ("core", "city", "person", "street")
    return {
        int(str(row["row"])): {
            **{name: row[name] or None for name in fields},
            "numbers": tuple(row["numbers"]) or None,
        }
        for row in read(path)
    }


def labelled(data: dict[int, dict[str, object]], truth: Path) -> dict[str, list]:
    """Pairs of the same and of near but different companies."""
    rng = random.Random(1)
    with truth.open(encoding="utf-8", newline="") as file:
        entity = {int(line["row"]): line["entity"] for line in csv.DictReader(file)}
    by_entity, by_city = defaultdict(list), defaultdict(list)
    for row, owner in entity.items():
        by_entity[owner].append(row)
        by_city[data[row]["city"]].append(row)
    same = [pair for rows in by_entity.values() for pair in combinations(rows, 2)]
    other = [
        tuple(rng.sample(by_city[city], 2))
        for city in rng.choices(sorted(map(str, by_city)), k=LABELS)
        if len(by_city.get(city, ())) > 1
    ]
    apart = [(a, b) for a, b in other if entity[a] != entity[b]]
    return {
        "match": [(data[a], data[b]) for a, b in rng.sample(same, LABELS // 2)],
        "distinct": [(data[a], data[b]) for a, b in apart[: LABELS // 2]],
    }


def main(source: Path, target: Path, taught: Path, truth: Path) -> None:
    """Learn, then partition."""
    random.seed(1)
    np.random.seed(1)  # noqa: NPY002 - the library draws from it
    teacher = records(taught)
    linker = dedupe.Dedupe(
        [
            variables.String("core", has_missing=True),
            variables.Exact("city", has_missing=True),
            variables.String("person", has_missing=True),
            variables.String("street", has_missing=True),
            variables.Set("numbers", has_missing=True),
        ],
        num_cores=2,
    )
    with io.StringIO() as answers:
        serializer.write_training(labelled(teacher, truth), answers)
        answers.seek(0)
        linker.prepare_training(teacher, training_file=answers, sample_size=3000)
    linker.train(recall=0.95)
    data = records(source)
    pairs = [(int(ids[0]), int(other)) for ids, _ in linker.partition(data, 0.5) for other in ids[1:]]
    write(target, groups(len(data), pairs), [list(row["numbers"] or ()) for row in data.values()])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
