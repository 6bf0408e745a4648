"""Headers nobody planned: none, doubled, empty, wrong, far below titles, hundreds of columns."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from tests.factories.malformed_files import HEADER, Malformed, joined, marks_of, rows

HEADS: dict[str, Sequence[Sequence[str]]] = {
    "none": (),
    "usual": (HEADER,),
    "english": (("Company", "Contact", "Phone", "Address", "Remark"),),
    "all the same": (("电话",) * 5,),
    "doubled names": (("公司名称", "公司名称", "电话", "电话", "备注"),),
    "cells left empty": (("公司名称", "", "电话", "", ""),),
    "only blanks": ((" ", "\u3000", "\t", " ", " "),),
    "title row": (("2026年客户名单", "", "", "", ""), HEADER),
    "three titles": (("客户名单", "", "", "", ""), ("制表人：张三", "", "", "", ""),
        ("内部资料", "", "", "", ""), HEADER),
    "blank line before": (("", "", "", "", ""), HEADER),
    "merged above": (("基本信息", "", "联系方式", "", ""), HEADER),
    "twice": (HEADER, HEADER),
    "units below": (HEADER, ("名称", "姓名", "号码", "省市区", "文字")),
    "wrong": (("地址", "电话", "公司名称", "联系人", "电话"),),
    "unknown words": (("甲乙", "丙丁", "戊己", "庚辛", "壬癸"),),
    "numbers": (("1", "2", "3", "4", "5"),),
    "one very long": (("公司名称" * 2000, "联系人", "电话", "地址", "备注"),),
    "emoji": (("🏢公司", "🙂联系人", "☎️电话", "📍地址", "📝备注"),),
    "right to left": (("شركة", "اسم", "هاتف", "عنوان", "ملاحظة"),),
    "formulas": (("=1+1", "+cmd", "-2", "@SUM(A1)", "=HYPERLINK(1)"),),
    "sql": (("公司'; drop table x; --", "a\\", "电话", "{0}", "%s"),),
    "control signs": (("公司\x01", "\x02联系人", "电话\x7f", "地址\x1b", "备注"),),
    "full width": (("ｃｏｍｐａｎｙ", "ｎａｍｅ", "ｐｈｏｎｅ", "ａｄｄｒｅｓｓ", "ｎｏｔｅ"),),
    "one column too few": (HEADER[:4],),
    "two columns too many": ((*HEADER, "多", "余"),),
    "joined to one": (("公司名称 联系人 电话 地址 备注",),),
    "order of things": (("No.", "ID", "Type", "X", "Y"),),
}  # fmt: skip


def files(rng: random.Random) -> Iterator[Malformed]:
    """One text file per head, a few with many columns, and fuzzed heads."""
    for name, heads in HEADS.items():
        yield _file(rng, f"header {name}.csv", heads)
    for columns, code in ((200, None), (201, "tables.too_many_columns"), (300, "tables.too_many_columns")):
        yield _wide(rng, columns, code)
    yield _in_the_middle(rng)
    yield from _quoted(rng)
    for number in range(6):
        letters = "公司名称电话地址备注 \t'\"“”()（）:：_-#*.。0123456789abcXYZ\u200b\u00a0\ufeff"
        head = [
            "".join(rng.choice(letters) for _ in range(rng.randrange(0, 12))).replace('"', "")
            for _ in range(5)
        ]
        yield _file(rng, f"header fuzzed {number}.csv", (head,))


def _file(rng: random.Random, name: str, heads: Sequence[Sequence[str]]) -> Malformed:
    body = rows(rng)
    text = joined(heads) + joined(body)
    return Malformed("headers", name, text.encode(), len(heads) + len(body), marks_of(body))


def _quoted(rng: random.Random) -> Iterator[Malformed]:
    """Heads whose cells run over lines: one record each."""
    for name, head in (
        ("first", '"公司\n名称",联系人,电话,地址,备注'),
        ("every", '"公司\n名称","联系\n人","电\n话","地\n址","备\n注"'),
    ):
        body = rows(rng)
        text = head + "\n" + joined(body)
        yield Malformed("headers", f"header over lines {name}.csv", text.encode(), 9, marks_of(body))
    body = rows(rng)
    text = '"2026年\n客户名单",,,,\n' + joined([HEADER, *body])
    yield Malformed("headers", "title over lines.csv", text.encode(), 10, marks_of(body))


def _wide(rng: random.Random, columns: int, code: str | None) -> Malformed:
    body = [[f"{line[2]}"] + ["x"] * (columns - 2) + [line[-1]] for line in rows(rng)]
    head = [f"列{number}" for number in range(columns)]
    marks = () if code else marks_of(body)
    return Malformed(
        "headers", f"header {columns} columns.csv", joined([head, *body]).encode(), len(body) + 1, marks, code
    )


def _in_the_middle(rng: random.Random) -> Malformed:
    """Pages pasted one below the other, each with its head: a repeated head is a row like others, never lost."""
    above, below = rows(rng), rows(rng)
    text = joined([HEADER, *above, HEADER, *below])
    return Malformed(
        "headers", "header again in the middle.csv", text.encode(), 18, marks_of([*above, *below])
    )
