"""One import and its parts give the same contacts, in any order of rows, however often (product §2.2)."""

from __future__ import annotations

import multiprocessing
import random
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import HARD, NORMAL, make
from tests.factories.imported_in_parts import Imports, features_of

from callwright.flow.lists.clean.tables import read_table
from callwright.flow.lists.ports import Here

ROWS = 900
LISTS = {
    "normal": lambda: make(ROWS, 71, NORMAL),
    "hard": lambda: make(ROWS, 72, HARD),
    "crowded": lambda: crowded(ROWS, 73),
}


@pytest.fixture(scope="module", params=LISTS)
def features(request, tmp_path_factory):
    return features_of(LISTS[request.param](), tmp_path_factory.mktemp(request.param))


def imported(features, folder: Path, parts: list[int], decisions=(), spread=None) -> Imports:
    imports = Imports(features, folder, spread)
    for rows in parts:
        held = [d for d in decisions if max(d[:2]) < len(imports.entities)]
        imports.take(rows, held)
    return imports


def partition(entities: list[str], names: list[int]) -> set[frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for entity, name in zip(entities, names, strict=True):
        found[entity].add(name)
    return {frozenset(members) for members in found.values()}


def random_parts(rng: random.Random, rows: int) -> list[int]:
    cuts = sorted(rng.sample(range(1, rows), rng.choice((1, 1, 2, 3))))
    return [b - a for a, b in zip([0, *cuts], [*cuts, rows], strict=True)]


def test_parts_give_the_same_contacts_as_one_import(features, tmp_path):
    one = imported(features, tmp_path / "one", [ROWS])
    rng = random.Random(len(set(one.entities)))
    for attempt in range(3):
        parts = [ROWS - 1, 1] if attempt == 0 else random_parts(rng, ROWS)
        several = imported(features, tmp_path / str(attempt), parts)
        assert several.entities == one.entities, parts


def test_only_the_neighbourhood_of_new_rows_is_looked_at(features, tmp_path):
    several = imported(features, tmp_path, [ROWS - 5, 5])
    assert 0 < several.facts[-1]["known_looked_at"] < ROWS / 2


def test_the_order_of_rows_changes_nothing(features, tmp_path):
    order = list(range(ROWS))
    random.Random(5).shuffle(order)
    one = imported(features, tmp_path / "one", [ROWS])
    mixed = imported(features.take(order), tmp_path / "mixed", [ROWS])
    assert partition(mixed.entities, order) == partition(one.entities, list(range(ROWS)))


def test_chunks_weighed_apart_are_one_weighing(features, tmp_path):
    one = imported(features, tmp_path / "one", [ROWS])
    chunked = imported(features, tmp_path / "chunked", [ROWS], spread=Here(chunks=3))
    assert chunked.entities == one.entities
    assert chunked.facts[0]["links"] == one.facts[0]["links"]


class Elsewhere:
    """Weighs each chunk in a process of its own."""

    chunks = 2

    def map(self, function, tasks):
        with ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1
        ) as pool:
            yield from pool.map(function, tasks)


def test_chunks_weighed_in_other_processes_are_one_weighing(features, tmp_path):
    some = features.slice(0, 300)
    one = Imports(some, tmp_path / "one")
    one.take(300)
    elsewhere = Imports(some, tmp_path / "elsewhere", Elsewhere())
    elsewhere.take(300)
    assert elsewhere.entities == one.entities
    assert elsewhere.facts[0]["links"] == one.facts[0]["links"]


def test_decisions_hold_and_parts_still_give_the_same(features, tmp_path):
    """Decided after the first half; then the rest in one part or in two."""
    half = imported(features, tmp_path / "half", [ROWS // 2])
    rng = random.Random(11)
    members: dict[str, list[int]] = defaultdict(list)
    for row, entity in enumerate(half.entities):
        members[entity].append(row)
    several = sorted(rows for rows in members.values() if len(rows) > 1)
    apart = [(rows[0], rows[-1], False) for rows in rng.sample(several, 15)]
    alone = rng.sample(sorted(rows[0] for rows in members.values() if len(rows) == 1), 10)
    decisions = [*apart, *((a, b, True) for a, b in zip(alone[::2], alone[1::2], strict=True))]
    rest = [ROWS // 2, ROWS // 2]
    one = imported(features, tmp_path / "a", rest, decisions)
    two = imported(features, tmp_path / "b", [ROWS // 2, ROWS // 4, ROWS // 4], decisions)
    for left, right, same in decisions:
        assert (one.entities[left] == one.entities[right]) == same
    assert two.entities == one.entities


def test_what_is_settled_is_not_asked_again(features, tmp_path):
    """A doubtful pair that somebody decided, or that became one contact another way, is no question any more."""
    first = imported(features, tmp_path / "first", [ROWS - 1])
    asked = doubtful(tmp_path / "first" / f"part-0-{ROWS - 1}")
    if not asked:
        pytest.skip("this list leaves no doubts")
    decisions = [(*pair, at % 2 == 0) for at, pair in enumerate(asked)]
    first.take(1, decisions)
    again = {frozenset(pair) for pair in doubtful(tmp_path / "first" / f"part-{ROWS - 1}-1")}
    assert not again & {frozenset(pair) for pair in asked}
    for left, right, same in decisions:
        assert (first.entities[left] == first.entities[right]) == same


def doubtful(folder: Path) -> list[tuple[int, int]]:
    """The doubtful pairs of an import; known rows stand as -1 - row_id."""
    rows = read_table(folder / "pairs.arrow").to_pylist()
    pairs = [(row["left_row"], row["right_row"]) for row in rows if row["rule"] == "doubtful"]
    return [tuple(row if row >= 0 else -1 - row for row in pair) for pair in pairs]


def test_a_decision_taken_back_is_forgotten(features, tmp_path):
    whole = imported(features, tmp_path / "one", [ROWS])
    imports = Imports(features, tmp_path / "several")
    imports.take(ROWS // 2)
    pair = next(
        (a, b)
        for a in range(ROWS // 2)
        for b in range(a + 1, ROWS // 2)
        if imports.entities[a] == imports.entities[b]
    )
    imports.take(ROWS // 4, [(*pair, False)])
    assert imports.entities[pair[0]] != imports.entities[pair[1]]
    imports.take(ROWS // 4, [(*pair, None)])
    assert imports.entities == whole.entities
