"""What an analyst writes in an afternoon: `python pandas_script.py LIST OUT`. One pattern for numbers, two keys."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
from prepare import FORM, groups, write

NUMBER = re.compile(r"(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3,4}-?\d{3,4})")


def numbers(cell: str) -> list[str]:
    """What the pattern finds, as E.164."""
    plain = cell.replace(" ", "")
    return sorted({"+86" + re.sub(r"\D", "", found).removeprefix("0") for found in NUMBER.findall(plain)})


def main(source: Path, target: Path) -> None:
    """The same number, or the same name without its legal form, is the same company."""
    frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    frame["numbers"] = frame["联系方式"].map(numbers)
    name = (
        frame["客户名称"].str.strip().str.replace("(", "（", regex=False).str.replace(")", "）", regex=False)
    )
    frame["name"] = name.map(lambda text: FORM.sub("", text))
    pairs: list[tuple[int, int]] = []
    exploded = frame["numbers"].explode().dropna()
    for keys in (exploded, frame.loc[frame["name"] != "", "name"]):
        for rows in keys.groupby(keys).groups.values():
            pairs += [(int(rows[0]), int(other)) for other in rows[1:]]
    write(target, groups(len(frame), pairs), frame["numbers"].tolist())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
