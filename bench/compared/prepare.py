"""What a person prepares by hand before linking: numbers by `phonenumbers`, names and addresses by a few patterns.

`read(path)` gives plain rows for the scripts of this folder; it knows nothing of Callwright.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import phonenumbers

FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团|公司|经营部|商行)$")
BRACKET = re.compile(r"\(([^()]{2,8}?)市?\)")
STREET = re.compile(r"([^市区县]*?(?:路|街|大道|道|巷)\d+)号?")
TITLES = ("总", "先生", "女士", "经理", "老板")


def read(path: Path) -> list[dict[str, object]]:
    """Rows with row, company, core, city, person, surname, street, numbers (sorted E.164)."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    named = Counter(found.group(1) for line in lines if (found := BRACKET.search(_plain(line["客户名称"]))))
    cities = sorted((city for city, times in named.items() if times > 2), key=lambda city: (-len(city), city))
    place = re.compile(f"^.{{0,4}}?({'|'.join(cities)})市?")
    return [_row(number, cells, place) for number, cells in enumerate(lines)]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _row(number: int, cells: dict[str, str], place: re.Pattern[str]) -> dict[str, object]:
    company, address, person = _plain(cells["客户名称"]), _plain(cells["经营地址"]), cells["负责人"].strip()
    found = BRACKET.search(company) or place.match(company) or place.match(address)
    city = found.group(1) if found else ""
    core = FORM.sub("", BRACKET.sub("", company))
    if city:
        core = core.removeprefix(f"{city}市").removeprefix(city)
    street = STREET.search(place.sub("", address))
    titled = person.endswith(TITLES)
    return {
        "row": number,
        "company": company,
        "core": core,
        "city": city,
        "person": "" if titled else person,
        "surname": person[:1],
        "street": street.group(1) if street else "",
        "numbers": sorted(_numbers(cells["联系方式"])),
    }


def _numbers(cell: str) -> set[str]:
    found = phonenumbers.PhoneNumberMatcher(unicodedata.normalize("NFKC", cell), "CN")
    return {phonenumbers.format_number(one.number, phonenumbers.PhoneNumberFormat.E164) for one in found}


def groups(rows: int, pairs: list[tuple[int, int]]) -> list[int]:
    """The smallest row that each row is connected with."""
    leader = list(range(rows))

    def root(row: int) -> int:
        while leader[row] != row:
            leader[row] = leader[leader[row]]
            row = leader[row]
        return row

    for left, right in pairs:
        one, two = sorted((root(left), root(right)))
        leader[two] = one
    return [root(row) for row in range(rows)]


def write(path: Path, entities: list[int], numbers: list[list[str]]) -> None:
    """The answer of a method: row, entity, numbers joined by bars."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("row", "entity", "numbers"))
        out.writerows(
            (row, entity, "|".join(found))
            for row, (entity, found) in enumerate(zip(entities, numbers, strict=True))
        )
