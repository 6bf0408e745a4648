"""A slow, plain answer to which rows are certainly one contact and which certainly are not (product §2.4).

Certain is only what the product says without weighing: the same number under the same name in the same city is one
contact; rows that share neither a number nor a name nor a person nor a house are different ones; a number alone,
shared by companies of different names in different cities, joins nobody.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.factories.dirty_lists import CITIES, FORMS, MOBILES, written

_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|公司)$")
_SIGNS = "安邦昌达恩丰光恒佳康利茂宁鹏启荣盛泰旺祥博辰迪飞格海景凯朗明诺欧派晴锐森腾维欣雅宇泽卓"
_TRADES = ("印刷", "五金", "陶瓷", "纺织", "茶业", "木业", "照明", "涂料", "鞋业", "模具", "水产", "石材")
PLAIN_CITIES = tuple(place for place in CITIES if place[1] not in ("大同", "宝鸡"))
"""Without those whose bare name is an everyday word, too: `宝鸡锐利木业` may be a brand from anywhere."""


@dataclass(frozen=True)
class Known:
    """What a row says, read by the plainest means."""

    name: str
    city: str
    numbers: frozenset[str]


def read_row(company: str, city: str, numbers: Sequence[str]) -> Known:
    """The name without width, blanks, city and legal form."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", company))
    name = re.sub(rf"\({city}市?\)", "", name)
    name = _FORM.sub("", name.removeprefix(f"{city}市").removeprefix(city))
    return Known(name, city, frozenset(numbers))


def certainly_together(rows: Sequence[Known]) -> set[frozenset[int]]:
    """The partition in which rows are together for the same name, city and number, and nothing else."""
    leader = list(range(len(rows)))

    def root(row: int) -> int:
        while leader[row] != row:
            row = leader[row]
        return row

    for left, right in combinations(range(len(rows)), 2):
        one, two = rows[left], rows[right]
        if one.name == two.name and one.city == two.city and one.numbers & two.numbers:
            leader[max(root(left), root(right))] = min(root(left), root(right))
    groups: dict[int, set[int]] = {}
    for row in range(len(rows)):
        groups.setdefault(root(row), set()).add(row)
    return {frozenset(group) for group in groups.values()}


def certain_list(rng: random.Random, rows: int) -> tuple[list[tuple[str, str]], list[Known]]:
    """Rows (company, number cell) of companies that have nothing to do with each other, except shared numbers.

    Each company keeps its numbers; it is written in several ways, and each row names one number it had before.
    """
    companies = []
    agency = _mobile(rng)
    for place in range(rows // 3):
        _, city, area, size = PLAIN_CITIES[place % len(PLAIN_CITIES)]
        name = "".join(rng.sample(_SIGNS, 4)) + rng.choice(_TRADES)
        landline = f"0{area}{rng.choice('2345678')}{rng.randrange(10 ** (int(size) - 1)):0{int(size) - 1}d}"
        own = [_mobile(rng), landline][: rng.choice((1, 2))]
        companies.append((name, city, agency if rng.random() < 0.1 else own[0], own))
    cells, known = [], []
    for _ in range(rows):
        name, city, first, own = rng.choice(companies)
        company = _written(rng, name, city)
        numbers = [first, *own[1:]] if rng.random() < 0.4 else [first]
        cells.append((company, "/".join(written(rng, number) for number in numbers)))
        known.append(read_row(company, city, ["+86" + number.removeprefix("0") for number in numbers]))
    return cells, known


def _mobile(rng: random.Random) -> str:
    return rng.choice(MOBILES) + f"{rng.randrange(10**8):08d}"


def _written(rng: random.Random, name: str, city: str) -> str:
    form = rng.choice(FORMS[:-2])
    company = rng.choice(
        (f"{city}{name}{form}", f"{city}市{name}{form}", f"{name}（{city}）{form}", f"{name}({city}){form}")
    )
    return f"  {company} " if rng.random() < 0.1 else company
