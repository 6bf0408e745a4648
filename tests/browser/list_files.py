"""Lists as suppliers send them, for the pages that take them in."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

PEOPLE = ("赵六", "孙七", "周八", "吴九", "郑十")
SIGNS = "安邦昌达恩丰光恒佳康利茂宁鹏启荣盛泰旺祥博辰迪飞格海景"


def numbered(first: int, count: int) -> list[tuple[str, str, str, str]]:
    """Companies of other towns and trades, each with a number and an address of its own, none like another."""
    found = []
    for number in range(first, first + count):
        drawn = hashlib.sha256(str(number).encode()).digest()
        name, street = (_word(drawn, start) for start in (0, 4))
        phone = f"136{(number * 7919) % 10**8:08d}"
        found.append((f"昆明{name}印刷有限公司", "", phone, f"昆明市{street}路{number}号"))
    return found


def _word(drawn: bytes, start: int) -> str:
    return "".join(SIGNS[byte % len(SIGNS)] for byte in drawn[start : start + 4])


def guessed_list(folder: Path) -> Path:
    """Headers that say nothing, GB18030, a title above; numbers stand in two columns of which one is a fax."""
    path = folder / "供应商甲.csv"
    rows = [("名录 2026", "", "", "", ""), ("单位", "人", "x1", "传真", "x2")]
    for place, (company, person, phone, address) in enumerate(numbered(100, 12)):
        rows.append((company, person or PEOPLE[place % len(PEOPLE)], phone, f"0871-6531{place:04d}", address))
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def plain_list(folder: Path, first: int, count: int, name: str = "供应商乙.csv") -> Path:
    """An ordinary list."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("企业名称", "联系人", "电话", "地址"))
        writer.writerows(numbered(first, count))
    return path


def picture(folder: Path) -> Path:
    """A picture that calls itself a list."""
    path = folder / "照片.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    return path


def statuses(folder: Path, numbers: list[str]) -> Path:
    """The answer of a number-status service: all in use, and one word nobody knows."""
    path = folder / "检测结果.csv"
    lines = ["号码,状态", *(f"{number},实号" for number in numbers), "13600000001,蓝色"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
