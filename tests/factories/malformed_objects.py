"""JSON lines of many makes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from tests.factories.malformed_files import HEADER, Malformed, marks_of, rows


def files(rng: random.Random) -> Iterator[Malformed]:
    """Whole ones, with mixed keys, nested values, odd numbers, blank and broken lines."""
    for name, change in CHANGES.items():
        body = rows(rng)
        objects = [dict(zip(HEADER, cells, strict=True)) for cells in body]
        lines = [json.dumps(change(n, found), ensure_ascii=n % 2 == 1) for n, found in enumerate(objects)]
        yield Malformed("objects", f"{name}.jsonl", "\n".join(lines).encode(), 8, marks_of(body))
    body = rows(rng)
    lines = [json.dumps(dict(zip(HEADER, cells, strict=True))) for cells in body]
    yield Malformed("objects", "blank lines.jsonl", "\n\n \n".join(lines).encode(), 22, marks_of(body))
    yield Malformed(
        "objects", "bom and crlf.jsonl", b"\xef\xbb\xbf" + "\r\n".join(lines).encode(), 8, marks_of(body)
    )
    gbk = "\n".join(json.dumps(dict(zip(HEADER, cells, strict=True)), ensure_ascii=False) for cells in body)
    yield Malformed("objects", "gb18030.jsonl", gbk.encode("gb18030"), 8, marks_of(body))
    yield Malformed(
        "objects", "a line cut off.jsonl", "\n".join([*lines, lines[0][:30]]).encode(), code="tables.broken"
    )
    yield Malformed(
        "objects", "a list among them.jsonl", "\n".join([*lines, "[1, 2]"]).encode(), code="tables.broken"
    )
    yield Malformed(
        "objects", "single quotes.jsonl", "\n".join(lines).replace('"', "'").encode(), either=True
    )
    yield Malformed(
        "objects",
        "deep.jsonl",
        (lines[0] + '\n{"a": ' + "[" * 100_000 + "]" * 100_000 + "}").encode(),
        either=True,
    )
    many = json.dumps({f"k{n}": n for n in range(300)})
    yield Malformed("objects", "300 keys.jsonl", many.encode(), code="tables.too_many_columns")
    yield Malformed(
        "objects",
        "a key twice.jsonl",
        b'{"\xe7\x94\xb5\xe8\xaf\x9d": "1", "\xe7\x94\xb5\xe8\xaf\x9d": "13812345678"}\n',
        1,
    )
    whole = json.dumps(
        [dict(zip(HEADER, cells, strict=True)) for cells in body], ensure_ascii=False, indent=1
    )
    yield Malformed("objects", "an array.json", whole.encode(), either=True)


def _more(n: int, found: dict[str, object]) -> dict[str, object]:
    return {**found, f"另{n}": n}


def _nested(n: int, found: dict[str, object]) -> dict[str, object]:
    return {
        **found,
        "电话": [found["电话"], {"备用": "13812345678"}],
        "地址": {"省": "广东", "市": ["深圳", n]},
    }


def _odd(n: int, found: dict[str, object]) -> dict[str, object]:
    odd = (None, True, 1.38e10, 13812345678, -0.0, [], {}, "")
    return {**found, "电话": odd[n]}


def _signs(n: int, found: dict[str, object]) -> dict[str, object]:
    signs = ("\x00", "\ud83d", "\u2028", "\n", "\t=1", "\x1b", "\U0001f600", "\\")
    return {**found, "公司名称": f"{signs[n]}{found['公司名称']}"}


def _backwards(n: int, found: dict[str, object]) -> dict[str, object]:
    return dict(reversed(found.items())) if n % 2 else found


def _partly(n: int, found: dict[str, object]) -> dict[str, object]:
    return {key: value for at, (key, value) in enumerate(found.items()) if at == 4 or at != n % 5}


def _named(n: int, found: dict[str, object]) -> dict[str, object]:
    return {**found, "": n, " ": n, "_more": n, "c0": n, "line": n, "oversize": "true"}


def _lists(n: int, found: dict[str, object]) -> dict[str, object]:
    return {**found, "电话": [found["电话"]] * n}


CHANGES = {
    "more and more keys": _more,
    "nested": _nested,
    "odd values": _odd,
    "odd signs": _signs,
    "keys in another order": _backwards,
    "keys left out": _partly,
    "keys with names of ours": _named,
    "lists of numbers": _lists,
}
