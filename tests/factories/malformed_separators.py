"""Delimiters, quotes and line ends that do not agree with each other."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator

from tests.factories.malformed_files import HEADER, Malformed, joined, marks_of, rows


def files(rng: random.Random) -> Iterator[Malformed]:
    """Text tables whose cells and lines are hard to tell."""
    for name, delimiter in (
        ("comma", ","),
        ("tab", "\t"),
        ("semicolon", ";"),
        ("bar", "|"),
        ("wide comma", "，"),
        ("caret", "^"),
    ):
        body = rows(rng)
        yield _of(f"delimiter {name}.txt", joined([HEADER, *body], delimiter), 9, body)
    yield from _line_ends(rng)
    yield from _quotes(rng)
    yield from _ragged(rng)


def _of(name: str, text: str, records: int, body: list[list[str]], *, either: bool = False) -> Malformed:
    return Malformed("separators", name, text.encode(), records, marks_of(body), either=either)


def _line_ends(rng: random.Random) -> Iterator[Malformed]:
    for name, end in (("crlf", "\r\n"), ("cr", "\r"), ("lf", "\n"), ("double cr", "\r\r\n")):
        body = rows(rng)
        records = 18 if name == "double cr" else 9
        yield _of(f"line end {name}.csv", joined([HEADER, *body], end=end), records, body)
    body = rows(rng)
    ends = ("\n", "\r\n", "\r", "\n", "\n", "\r\n", "\r", "\n", "")
    text = "".join(",".join(cells) + end for cells, end in zip([HEADER, *body], ends, strict=True))
    yield _of("line ends mixed.csv", text, 9, body)
    body = rows(rng)
    yield _of("no last line end.csv", joined([HEADER, *body]).rstrip("\n"), 9, body)
    body = rows(rng)
    yield _of("blank lines between.csv", joined([HEADER, *body], end="\n\n \n,,,,\n"), 36, body)
    body = rows(rng)
    yield _of("many blank lines at the end.csv", joined([HEADER, *body]) + "\n" * 500, 509, body)
    body = rows(rng)
    for cells, sign in zip(body, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", strict=True):
        cells[3] += sign + "二楼"
    yield _of("breaks that are none.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng, 2000)
    yield _of("two thousand rows.csv", joined([HEADER, *body]), 2001, body)


def _quotes(rng: random.Random) -> Iterator[Malformed]:
    written = io.StringIO()
    body = rows(rng)
    for cells in body:
        cells[3] += '\n二楼"东"侧,左'
    csv.writer(written).writerows([HEADER, *body])
    yield _of("quoted well.csv", written.getvalue(), 9, body)
    body = rows(rng)
    body[2][0] = '"' + body[2][0]
    yield _of("quote never closed.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng)
    body[-1][3] += '"'
    yield _of("quote in the last line.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng)
    body[1][0], body[5][3] = '"' + body[1][0], body[5][3] + '"'
    yield Malformed(
        "separators",
        "quotes far apart.csv",
        joined([HEADER, *body]).encode(),
        None,
        marks_of(body),
        either=True,
    )
    body = rows(rng)
    for cells in body:
        cells[0] = f'"{cells[0]}"  '
    yield _of("blanks behind quotes.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng)
    for cells in body:
        cells[0] = f'深圳"{cells[0]}"'
    yield _of("quotes inside.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng)
    for cells in body:
        cells[1] = '""""'
    yield _of("only quotes.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng)
    for cells in body:
        cells[0] = f"'{cells[0]}'"
    yield _of("single quotes.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng)
    body[3][0] += "\\"
    body[4][0] = '\\"' + body[4][0] + '\\"'
    yield _of("backslashes.csv", joined([HEADER, *body]), 9, body)
    body = rows(rng, 260)
    body[0][0] = '"' + body[0][0]
    yield _of("quote open over hundreds of lines.csv", joined([HEADER, *body]), 261, body)


def _ragged(rng: random.Random) -> Iterator[Malformed]:
    body = rows(rng)
    cut = [cells[-(1 + n % 5) :] for n, cells in enumerate(body)]
    yield _of("ragged short.csv", joined([HEADER, *cut]), 9, body)
    body = rows(rng)
    longer = [[*cells, *["多余"] * (n % 4)] for n, cells in enumerate(body)]
    yield _of("ragged long.csv", joined([HEADER, *longer]), 9, body)
    body = rows(rng)
    mixed = joined([HEADER, *body[:4]]) + joined(body[4:], ";")
    yield _of("two delimiters.csv", mixed, 9, body)
    body = rows(rng)
    yield _of("trailing delimiters.csv", joined([HEADER, *body], end=",,,,\n"), 9, body)
    body = rows(rng)
    pasted = "".join(f"{cells[1]}  {cells[2]} {cells[4]}\n" for cells in body)
    yield _of("pasted with blanks.txt", pasted, 8, body)
    body = rows(rng)
    yield _of("one column.txt", "".join(f"{cells[2]}{cells[4]}\n" for cells in body), 8, body)
    body = rows(rng)
    sentences = "".join(f"{cells[0]}的{cells[1]}，电话是{cells[2]}。{cells[4]}\n" for cells in body)
    yield _of("sentences.txt", sentences, 8, body)
    body = rows(rng)
    aligned = "".join(f"{cells[0]:　<20}{cells[2]:<16}{cells[4]}\n" for cells in body)
    yield _of("aligned with blanks.txt", aligned, 8, body)
    for number in range(5):
        body = rows(rng)
        text = list(joined([HEADER, *body]))
        for _ in range(12):
            at = rng.randrange(40, len(text))
            if not text[at].isalnum() or text[at] > "z":
                text[at] = rng.choice(',;\t|"')
        yield Malformed(
            "separators",
            f"separators fuzzed {number}.csv",
            "".join(text).encode(),
            None,
            marks_of(body),
            either=True,
        )
