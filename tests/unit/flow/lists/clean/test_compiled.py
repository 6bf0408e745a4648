"""Compiled code reads cells exactly as the careful way does, or leaves them to it (docs/decisions/0021)."""

from __future__ import annotations

import random

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from tests.factories.dirty_cells import damaged_cell
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import HARD, NORMAL, make
from tests.unit.flow.lists.random_cells import cell

from callwright.flow.lists.clean.careful_rows import read_carefully
from callwright.flow.lists.clean.compiled import view_of
from callwright.flow.lists.clean.plain_part import Part, read_part

FIELDS = ("company", "person", "address", "province", "city")
COLUMNS = (
    *("company", "company_key", "core", "brand", "trade", "person", "full_name", "surname"),
    *("address", "district", "street", "room", "city", "province", "code"),
)
SIGNS = (
    "（）() 　·.,，。、-_*\"“”'’‘号室房间路街区县市省旗新开发号弄0189abzABZ限公司有股份集团合伙企业工商户"
    "总经理先生北京上海广东深圳中山市海南吉林自治地区盟國\t\n😀é＆"
)


def raw_table(
    rows: list[tuple[str | None, str | None, str | None]], cells: list[list[str | None]]
) -> pa.Table:
    """Rows as raw_rows hands them over; `cells` by number column."""
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    places = pa.nulls(len(rows), pa.string())
    names = ["row", *FIELDS, *(f"cell_{place}" for place in range(len(cells)))]
    found = [pa.array(column, pa.string()) for column in cells]
    return pa.table([pa.array(range(len(rows))), *columns, places, places, *found], names)


def differences(raw: pa.Table, places: int) -> tuple[list[object], Part]:
    """Rows that compiled code took and read otherwise than the careful way."""
    part = read_part(raw, places, chinese=True)
    with duckdb.connect(config={"threads": 1}) as con:
        careful, _ = read_carefully(con, raw, places, "CN")
    differing: list[object] = []
    read = {name: view_of(part.texts[name]).to_pylist() for name in COLUMNS}
    expected = {name: careful.column(name).to_pylist() for name in (*COLUMNS, "numbers")}
    numbers = [
        dict(zip(part.numbers, one, strict=True))
        for one in zip(*(view_of(text).to_pylist() for text in part.numbers.values()), strict=True)
    ]
    for row in np.flatnonzero(part.declined == 0).tolist():
        here = {name: read[name][row] for name in COLUMNS}
        here["numbers"] = numbers[part.counts[row] : part.counts[row + 1]]
        wanted = {name: expected[name][row] for name in here}
        if here != wanted:
            other = {name: (here[name], wanted[name]) for name in here if here[name] != wanted[name]}
            differing.append((raw.slice(row, 1).to_pylist(), other))
    return differing, part


def damaged(rng: random.Random, text: str) -> str | None:
    """The text with a few signs lost, added or replaced; sometimes nothing."""
    if rng.random() < 0.03:
        return None
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(SIGNS) + text[at + rng.choice((0, 1)) :]
    return text or None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damaged_names_persons_and_addresses_are_read_as_the_careful_way_reads_them(seed: int) -> None:
    rng = random.Random(seed)
    made = [*make(4000, seed, HARD).rows, *make(2000, seed, NORMAL).rows, *crowded(2000, seed).rows]
    rows = [(damaged(rng, a), damaged(rng, b), damaged(rng, d)) for a, b, _, d, *_ in made]
    differing, part = differences(raw_table(rows, []), 0)
    assert differing == []
    assert part.declined.mean() < 0.6


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("places", [1, 2])
def test_random_number_cells_are_read_as_the_careful_way_reads_them(seed: int, places: int) -> None:
    rng = random.Random(seed)
    cells = [
        [rng.choice((None, damaged_cell(rng), *[cell(rng)] * 3)) or None for _ in range(6000)]
        for _ in range(places)
    ]
    differing, part = differences(raw_table([(None, None, None)] * 6000, cells), places)
    assert differing == []
    assert part.declined.mean() < 0.75


def test_columns_of_province_and_city_are_read_as_the_careful_way_reads_them() -> None:
    rng = random.Random(4)
    made = [*make(2000, 4, HARD).rows, *crowded(2000, 4).rows]
    raw = raw_table([(a or None, b or None, rng.choice((d, None))) for a, b, _, d, *_ in made], [])
    provinces = (
        "广东",
        "广东省",
        "北京市",
        "内蒙古自治区",
        "广西壮族自治区",
        "重庆",
        "江苏省",
        "新疆维吾尔自治区",
    )
    cities = ("深圳", "深圳市", "北京市", "锡林郭勒盟", "阿克苏地区", "南宁市", "苏州", "重庆市")
    odd = ("廣東省", " 广东", "昆山市", "不详", "市", "广东省深圳市", "ｘ", "北京市市")
    for at, (name, words) in enumerate((("province", provinces), ("city", cities)), 4):
        cells = [rng.choice((None, *words, rng.choice(odd))) for _ in made]
        raw = raw.set_column(at, name, pa.array(cells, pa.string()))
    differing, part = differences(raw, 0)
    assert differing == []
    assert part.declined.mean() < 0.4


@pytest.mark.parametrize(("dirt", "most"), [(NORMAL, 0.12), (HARD, 0.25)], ids=["normal", "hard"])
def test_most_rows_of_a_usual_list_need_no_careful_way(dirt: object, most: float) -> None:
    made = make(5000, 7, dirt)
    raw = raw_table(
        [(a or None, b or None, d or None) for a, b, _, d, *_ in made.rows],
        [[r[2] or None for r in made.rows]],
    )
    differing, part = differences(raw, 1)
    assert differing == []
    assert part.declined.mean() < most


def test_the_end_of_a_grouped_number_is_not_the_beginning_of_another_country() -> None:
    """Found at a million rows: behind a blank, 0092 read as the beginning of a number of Pakistan."""
    cells = ["157 8754 0092 0316-4744635 分机20", "15787540092/0316-4744635 分机20", "0092 316 4744635"]
    differing, part = differences(raw_table([(None, None, None)] * 3, [list(cells)]), 1)
    assert differing == []
    assert part.declined.tolist() == [0, 0, 1]
