"""Numbers: the slow reading of one cell, and the fast set-based reading of all."""

from __future__ import annotations

import random
import re

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.dirty_cells import damaged_cell, plain_cell

from callwright.flow.lists.clean.careful_numbers import Extraction, extract

EXAMPLES = {
    "13812345678": "+8613812345678",
    "１３８－１２３４－５６７８": "+8613812345678",
    "+86 138 1234 5678": "+8613812345678",
    "0086-13812345678": "+8613812345678",
    "8613812345678": "+8613812345678",
    "013812345678": "+8613812345678",
    "13812345678.0": "+8613812345678",
    "Tel13812345678": "+8613812345678",
    "0755-8123-4567": "+8675581234567",
    "(0351)7123456转12": "+863517123456#12",
    "+86-755-81234567": "+8675581234567",
    "75581234567": "+8675581234567",
    "0571-88886666、88886667": "+8657188886666|+8657188886667",
    "13812345678/0351-7123456": "+8613812345678|+863517123456",
    "138 1234 5678 139 1234 5678": "+8613812345678|+8613912345678",
    "400-123-4567": "+864001234567",
    "95588": "+8695588",
    "+852 2345 6789": "+85223456789",
    "17012345678": "+8617012345678",
    "157-8754-0092 ０３１６－４７４４６３５ 分机28": "+8615787540092|+863164744635#28",
    "157 8754 0092 316-4744635": "+8615787540092",
    "0316-474-0092 3164744635": "+863164740092",
    "13812345678 0092 316 4744635": "+8613812345678|+923164744635",
    "0316-4744635，0044 20 7946 0958": "+863164744635|+442079460958",
    "138-1234-0044 20 7946 0958": "+8613812340044",
    "138-1234-0044 0044 20 7946 0958": "+8613812340044|+442079460958",
}
REFUSED = {
    "无": "number_missing",
    "0": "number_missing",
    "": "number_missing",
    "1.38E+10": "number_lost_digits",
    "12112345678": "number_impossible",
    "021-12345678": "number_impossible",
    "1381234567": "number_too_short",
    "138123456789": "number_too_long",
    "0755812345": "number_too_short",
    "82345678": "number_without_area_code",
    "11111111111": "number_junk",
}


@pytest.mark.parametrize("cell", EXAMPLES)
def test_a_number_is_found_however_it_is_written(cell: str):
    found = extract(cell).numbers
    assert "|".join(n.e164 + (f"#{n.extension}" if n.extension else "") for n in found) == EXAMPLES[cell]


@pytest.mark.parametrize("cell", REFUSED)
def test_a_cell_without_a_number_says_why(cell: str):
    assert extract(cell) == Extraction((), REFUSED[cell])


def test_the_kinds_of_numbers_are_told_apart():
    kinds = {
        extract(cell).numbers[0].type for cell in ("17012345678", "13812345678", "010-82345678", "95588")
    }
    assert kinds == {"virtual", "mobile", "landline", "service"}


def test_another_country_reads_its_own_numbers():
    assert [n.e164 for n in extract("(650) 253-0000 / +86 13812345678", "US").numbers] == [
        "+16502530000",
        "+8613812345678",
    ]


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_whatever_is_found_is_a_number_that_can_exist(seed: int):
    for number in extract(damaged_cell(random.Random(seed))).numbers:
        assert re.fullmatch(r"\+\d{6,15}", number.e164)
        if number.type != "service":
            assert phonenumbers.is_valid_number(phonenumbers.parse(number.e164))


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_everything_that_was_written_is_found_in_order(seed: int):
    cell, numbers = plain_cell(random.Random(seed))
    expected = list(dict.fromkeys("+86" + number.removeprefix("0") for number in numbers))
    assert [number.e164 for number in extract(cell).numbers] == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fast_tiers_read_what_the_slow_reading_reads(clean, seed: int):
    rng = random.Random(seed)
    cells = [plain_cell(rng)[0] if n % 3 else damaged_cell(rng) for n in range(6000)]
    cells = [cell for cell in cells if cell.strip()]
    _, rows = clean(("名称", "电话"), [(f"公司{n}", cell) for n, cell in enumerate(cells)])
    differing = []
    for cell, row in zip(cells, rows, strict=True):
        slow = extract(cell.strip())
        fast = [(n["e164"], n["type"], n["extension"]) for n in row["numbers"]]
        if fast != [(n.e164, n.type, n.extension) for n in slow.numbers]:
            differing.append((cell, fast, slow))
    assert differing == []
