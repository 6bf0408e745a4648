"""What holds for every list: accounts add up, order and repetition change nothing, certain rules are kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.dirty_lists import HARD, HEADERS, NORMAL, Dirt, make
from tests.unit.flow.lists.entity_oracle import certain_list, certainly_together
from tests.unit.flow.lists.ledger import Ledger, check_accounts, cleaned, originals

from callwright.flow.lists.clean.contracts import ColumnMapping

Cells = list[tuple[str, ...]]
MAPPING = ColumnMapping("客户名称", "负责人", ("联系方式",), "经营地址", "所属行业", "备注")
TEXTS = st.sampled_from(
    ["", "无", "甲公司", "北京华信科技有限公司", "华信科技（北京）有限公司", "张三", "王总", "13812345678",
     "138 1234 5678", "1.38E+10", "010-82345678转1", "010-82345678", "12345", "北京市海淀区中关村大街5号",
     "=1+1", "\u3000", "x" * 40, "13912345678/13812345678"]
)  # fmt: skip


def list_of(rows: Cells, path: Path, header: tuple[str, ...] = HEADERS) -> Path:
    """A tab-separated file; line breaks inside cells become bars, so that every row is one line."""
    lines = (
        "\t".join(cell.replace("\n", "|").replace("\t", " ").replace('"', "”") for cell in row)
        for row in [header, *rows]
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def clean_rows(folder: Path, rows: Cells) -> Ledger:
    folder.mkdir()
    return cleaned(folder / "work", [list_of(rows, folder / "list.txt")], mapping=MAPPING)


@pytest.mark.parametrize(("dirt", "seed"), [(NORMAL, 4), (HARD, 5)], ids=["normal", "hard"])
def test_every_row_is_accounted_for_and_kept_as_it_came(tmp_path: Path, dirt: Dirt, seed: int) -> None:
    made = make(1500, seed, dirt)
    ledger = clean_rows(tmp_path / "a", made.rows)
    check_accounts(ledger)
    shown = [tuple(cell.replace("\n", "|") for cell in row) for row in made.rows]
    assert [tuple(row.values()) for row in originals(ledger)] == shown


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[TEXTS] * 6), min_size=1, max_size=25), salt=st.integers(0, 10**9))
def test_any_rows_are_accounted_for(tmp_path: Path, rows: Cells, salt: int) -> None:
    folder = tmp_path / f"{salt}-{len(list(tmp_path.iterdir()))}"
    ledger = clean_rows(folder, [("首行公司", "", "13700000000", "", "", ""), *rows])
    check_accounts(ledger)
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    assert ledger.result.rows + ledger.result.blank_lines == len(rows) + 1
    assert ledger.result.blank_lines == blank


@pytest.mark.parametrize("dirt", [NORMAL, HARD], ids=["normal", "hard"])
def test_the_order_of_rows_does_not_matter(tmp_path: Path, dirt: Dirt) -> None:
    rows = make(900, 17, dirt).rows
    straight = clean_rows(tmp_path / "straight", rows).partition()
    for seed in (1, 2):
        order = list(range(len(rows)))
        random.Random(seed).shuffle(order)
        mixed = clean_rows(tmp_path / f"mixed {seed}", [rows[place] for place in order])
        assert mixed.partition(order) == straight
    backwards = clean_rows(tmp_path / "backwards", rows[::-1])
    assert backwards.partition(list(range(len(rows)))[::-1]) == straight


@pytest.mark.parametrize("dirt", [NORMAL, HARD], ids=["normal", "hard"])
def test_the_same_rows_twice_are_the_same_contacts_once(tmp_path: Path, dirt: Dirt) -> None:
    rows = make(700, 23, dirt).rows
    once = clean_rows(tmp_path / "once", rows)
    folder = tmp_path / "twice"
    folder.mkdir()
    copies = [
        list_of(rows, folder / "a.txt"),
        list_of([*rows, ("", "", "暂无", "", "", "")], folder / "b.txt"),
    ]
    twice = cleaned(folder / "work", copies, mapping=MAPPING)
    check_accounts(twice)
    count = len(rows)
    assert Ledger(twice.result, twice.rows[:count]).partition() == once.partition()
    strangers = [
        place
        for place, row in enumerate(twice.rows[:count])
        if row["numbers"] and twice.rows[count + place]["entity"] != row["entity"]
    ]
    assert strangers == []
    assert twice.result.accepted == once.result.accepted


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_certain_rules_are_kept_as_the_oracle_keeps_them(tmp_path: Path, seed: int) -> None:
    cells, known = certain_list(random.Random(seed), 500)
    path = list_of(cells, tmp_path / "list.txt", ("公司名称", "电话"))
    ledger = cleaned(tmp_path / "work", [path], mapping=ColumnMapping(company="公司名称", phones=("电话",)))
    check_accounts(ledger)
    assert [frozenset(numbers) for numbers in ledger.numbers] == [row.numbers for row in known]
    differing = ledger.partition() ^ certainly_together(known)
    assert [[cells[row] for row in sorted(group)] for group in differing] == []
