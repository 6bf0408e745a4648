"""`python -m callwright.app.compiling`: what cleaning compiles (ADR 0021) is compiled now, not at the first import.

It is kept in the cache folder of the user who runs this. Where it is there already, nothing is left to do.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.pipeline import clean_files

_EVERY_KIND = """企业名称,联系人,电话,地址
上海春风科技有限公司,王小明,13800000001,上海市浦东新区春风路1号101室
上海春风科技有限公司,王小明经理,+86 138-0000-0001 / 021-50000001,上海市浦东新区春风路1号
春风科技（上海）,王先生,(021)50000001转12,浦东新区春风路1号
广州秋月贸易有限责任公司,李华,4008001234、0086 13900000002,广东省广州市天河区秋月路2号
广州秋月贸易有限公司,李华,13900000002,天河区秋月路2号
,赵六,12345,
"""


def main() -> None:
    """Clean a list of a few rows in which every kind of cell occurs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(_EVERY_KIND, encoding="utf-8")
        clean_files(Path(folder) / "work", [path], stager=SpreadsheetStager())


if __name__ == "__main__":
    main()
