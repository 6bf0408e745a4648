"""Cleaning and a slow reading written from the product's text agree on random cells (product §2.2)."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from pathlib import Path

import phonenumbers
import pytest
from tests.unit.flow.lists.ledger import Ledger, check_accounts, cleaned
from tests.unit.flow.lists.number_oracle import LOST, Read, read_cell
from tests.unit.flow.lists.random_cells import cell

from callwright.flow.lists.clean.contracts import ColumnMapping

CELLS = 4000
MAPPING = ColumnMapping(company="公司名称", phones=("电话",))

KNOWN = {
    "13812345678": (Read("+8613812345678", "mobile"),),
    "１７０１２３４５６７８": (Read("+8617012345678", "virtual"),),
    "+86 (0755) 8123 4567 转 12": (Read("+8675581234567", "landline", "12"),),
    "0755-81234567-12": (Read("+8675581234567", "landline", "12"),),
    "13812345678 13912345678": (Read("+8613812345678", "mobile"), Read("+8613912345678", "mobile")),
    "400-123-4567/95588": (Read("+864001234567", "service"),),
    "95588": (Read("+8695588", "service"),),
    "1.38E+10": (),
    "138123456789": (),
    "12112345678": (),
    "082345678": (),
    "无": (),
}


def list_of(cells: list[str], folder: Path) -> Path:
    """A list in which each row is another company with one of these cells."""
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("公司名称", "电话"))
        writer.writerows((f"甲{number}公司", text) for number, text in enumerate(cells))
    return path


def found(ledger: Ledger) -> list[tuple[Read, ...]]:
    return [
        tuple(Read(n["e164"], n["type"], n["extension"]) for n in row["numbers"] or []) for row in ledger.rows
    ]


def can_exist(e164: str, kind: str) -> bool:
    """Service numbers by their digits; landlines by area code and size (exchanges come and go); others wholly."""
    if kind == "service":
        return re.fullmatch(r"\+86(?:[48]00\d{7}|9[56]\d{3,6})", e164) is not None
    if kind == "landline":
        usual = [re.sub(rf"\d{{{size}}}$", "82345678"[:size], e164) for size in (7, 8)]
        return any(phonenumbers.is_valid_number(phonenumbers.parse(one)) for one in usual)
    return phonenumbers.is_valid_number(phonenumbers.parse(e164))


@pytest.mark.parametrize("text", KNOWN)
def test_the_oracle_itself_reads_what_anybody_can_check(text: str) -> None:
    assert read_cell(text) == KNOWN[text]


@pytest.mark.parametrize("seed", [1, 2])
def test_cleaning_finds_the_numbers_the_oracle_finds(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    cells = [cell(rng) for _ in range(CELLS)]
    ledger = cleaned(tmp_path / "work", [list_of(cells, tmp_path)], mapping=MAPPING)
    check_accounts(ledger)
    expected = [read_cell(text) for text in cells]
    differing = [
        (text, have, want)
        for text, have, want in zip(cells, found(ledger), expected, strict=True)
        if want is not None and have != want
    ]
    assert differing == []
    spoken = Counter(len(want) for want in expected if want is not None)
    assert min(spoken[count] for count in range(4)) > CELLS // 20
    assert spoken.total() > CELLS * 3 // 4


def test_where_the_meaning_is_not_clear_only_numbers_that_exist_and_stand_there_are_taken(
    tmp_path: Path,
) -> None:
    rng = random.Random(7)
    cells = [text for text in (cell(rng) for _ in range(4 * CELLS)) if read_cell(text) is None]
    ledger = cleaned(tmp_path / "work", [list_of(cells, tmp_path)], mapping=MAPPING)
    for text, row in zip(cells, ledger.rows, strict=True):
        digits = re.sub(r"\D", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        for number in row["numbers"]:
            assert number["e164"].removeprefix("+").removeprefix("86") in digits, (text, number)
            assert can_exist(number["e164"], number["type"]), (text, number)


def test_a_row_is_rejected_for_its_number_exactly_when_it_has_none(tmp_path: Path) -> None:
    rng = random.Random(11)
    cells = [cell(rng) for _ in range(1500)]
    ledger = cleaned(tmp_path / "work", [list_of(cells, tmp_path)], mapping=MAPPING)
    for text, row in zip(cells, ledger.rows, strict=True):
        want = read_cell(text)
        if want is not None:
            assert (row["status"] == "rejected") == (want == ()), (text, row["status"])
            if LOST.fullmatch(text.strip()):
                assert row["code"] == "number_lost_digits"
            if not re.search(r"\d", text):
                assert row["code"] == "number_missing"
