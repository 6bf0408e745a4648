"""Two hundred files as they come from the world, and worse: what is in each is known.

`python -m tests.factories.malformed_files FOLDER` writes them all, to look at them. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HEADER = ("公司名称", "联系人", "电话", "地址", "备注")
SEED = 20_260
_CITIES = ("深圳", "昆明", "兰州", "青岛", "合肥", "太原", "温州", "厦门")
_SIGNS = "安邦昌达恩丰光恒佳康利茂宁鹏启荣盛泰旺祥博辰迪飞格海景凯朗明诺欧派晴锐森腾维欣雅宇泽卓"


@dataclass(frozen=True)
class Malformed:
    """One file and what is known of it.

    `records`: all its records – titles, header, rows, blank ones – counted while writing; None when damage is random.
    `marks`: one per row, in order; each must come out in exactly one row. `code`: the refusal it must meet.
    `either`: damage is random, so reading it and refusing it (with any `tables.*` code) are both right.
    """

    family: str
    name: str
    content: bytes
    records: int | None = None
    marks: tuple[str, ...] = ()
    code: str | None = None
    either: bool = False


def row(rng: random.Random, mark: str) -> list[str]:
    """A harmless row in the order of HEADER."""
    city = rng.choice(_CITIES)
    name = "".join(rng.choice(_SIGNS) for _ in range(4))
    number = f"139{rng.randrange(10**8):08d}"
    return [
        f"{city}{name}科技有限公司",
        rng.choice("王李张刘陈") + "伟",
        number,
        f"{city}市{name}路{rng.randrange(1, 900)}号",
        mark,
    ]


def rows(rng: random.Random, count: int = 8) -> list[list[str]]:
    """Harmless rows with marks nobody else has."""
    return [row(rng, f"q{rng.randrange(10**9):09d}z") for _ in range(count)]


def marks_of(table: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The marks of rows made by `rows`."""
    return tuple(cells[-1] for cells in table)


def joined(table: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    """Rows as text without any quoting."""
    return "".join(delimiter.join(cells) + end for cells in table)


@cache
def all_files() -> tuple[Malformed, ...]:
    """The files every test uses, made once per process."""
    return make_files(SEED)


def make_files(seed: int) -> tuple[Malformed, ...]:
    """Every file of every family, with unique names."""
    from tests.factories import (
        malformed_books,
        malformed_cells,
        malformed_encodings,
        malformed_headers,
        malformed_objects,
        malformed_separators,
        malformed_strangers,
    )

    families = (
        malformed_headers.files,
        malformed_encodings.files,
        malformed_separators.files,
        malformed_cells.files,
        malformed_books.files,
        malformed_objects.files,
        malformed_strangers.files,
    )
    made = [file for family in families for file in family(random.Random(seed))]
    doubled = len(made) - len({file.name for file in made})
    if doubled:
        raise AssertionError(f"{doubled} names twice")
    return tuple(made)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for one in all_files():
        (folder / one.name).write_bytes(one.content)
        outcome = one.code or ("either" if one.either else "rows")
        print(f"{one.family:12} {one.name:40} {len(one.content):>9} bytes  {outcome}")
