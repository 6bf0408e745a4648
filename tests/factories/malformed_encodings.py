"""Encodings: the usual ones of China, others, mixed ones and broken ends."""

from __future__ import annotations

import codecs
import random
from collections.abc import Iterator

from tests.factories.malformed_files import HEADER, Malformed, joined, marks_of, rows

WHOLE = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "gb18030": b"",
    "gbk": b"",
    "gb2312": b"",
    "big5": b"",
    "utf-16": b"",
    "utf-16-le": b"",
    "utf-16-be": b"",
    "utf-16-le with mark": codecs.BOM_UTF16_LE,
    "utf-16-be with mark": codecs.BOM_UTF16_BE,
    "utf-32-le with mark": codecs.BOM_UTF32_LE,
    "utf-8 with two marks": codecs.BOM_UTF8 * 2,
}
TRADITIONAL = dict(
    zip(
        "兰岛温厦门号东达丰龙荣张刘陈伟启欧维邦飞凯泽锐腾诺联电话备称户业务路",
        "蘭島溫廈門號東達豐龍榮張劉陳偉啟歐維邦飛凱澤銳騰諾聯電話備稱戶業務路",
        strict=True,
    )
)
TRADITIONAL_SIGNS = str.maketrans(TRADITIONAL)


def files(rng: random.Random) -> Iterator[Malformed]:
    """Each encoding whole; cut in the middle of a character; two encodings in one file; what is none of ours."""
    for name, mark in WHOLE.items():
        body = rows(rng)
        text = joined([HEADER, *body])
        codec = name.split(" ")[0]
        yield Malformed("encodings", f"{name}.csv", mark + _encoded(text, codec), 9, marks_of(body))
    for codec in ("utf-8", "gb18030", "utf-16", "big5"):
        yield from _cut(rng, codec)
    yield from _mixed(rng)
    yield from _odd_signs(rng)
    for codec, word in (
        ("latin-1", "téléphone,prénom"),
        ("cp1252", "über,straße"),
        ("cp1251", "телефон,имя"),
    ):
        content = (word + "\n" + "é1,ü2\n".replace("é", word[1]).replace("ü", word[0]) * 400).encode(
            codec, "replace"
        )
        yield Malformed("encodings", f"{codec}.csv", content, 401, either=True)
    for codec, word in (
        ("shift_jis", "会社名,電話番号\n東京商事,0312345678\n"),
        ("euc-kr", "회사명,전화\n서울상사,021234567\n"),
    ):
        yield Malformed("encodings", f"{codec}.csv", (word * 50).encode(codec), 100, either=True)


def _encoded(text: str, codec: str) -> bytes:
    """Taiwan writes traditional signs; what its encoding does not have becomes a question mark."""
    return (
        text.translate(TRADITIONAL_SIGNS).encode(codec, "replace") if codec == "big5" else text.encode(codec)
    )


def _cut(rng: random.Random, codec: str) -> Iterator[Malformed]:
    """The last character lost its second half, as when a copy stops; every row is still there."""
    body = rows(rng, 40)
    content = _encoded(joined([HEADER, *body]) + "末", codec)
    lost = content[:-1]
    yield Malformed("encodings", f"{codec} cut.csv", lost, 42, marks_of(body))
    at = lost.index(body[20][-1].encode(codec.replace("utf-16", "utf-16-le")))
    yield Malformed(
        "encodings",
        f"{codec} hurt once.csv",
        lost[: at - 8] + b"\xff\xff" + lost[at - 6 :],
        None,
        either=True,
    )


def _mixed(rng: random.Random) -> Iterator[Malformed]:
    """Files glued together by people with two programs."""
    upper, lower = rows(rng, 6), rows(rng, 6)
    head = joined([HEADER, *upper]).encode()
    yield Malformed("encodings", "utf-8 then gbk.csv", head + joined(lower).encode("gbk"), 13, either=True)
    yield Malformed(
        "encodings",
        "gbk then utf-8.csv",
        joined([HEADER, *upper]).encode("gbk") + joined(lower).encode(),
        13,
        either=True,
    )
    marks = marks_of([*upper, *lower])
    yield Malformed(
        "encodings", "mark in the middle.csv", head + codecs.BOM_UTF8 + joined(lower).encode(), 13, marks
    )
    cells = joined([HEADER, *upper]).encode("utf-16") + joined(lower).encode()
    yield Malformed("encodings", "utf-16 then utf-8.csv", cells, None, either=True)
    yield Malformed(
        "encodings",
        "utf-16 odd bytes.csv",
        joined([HEADER, *upper]).encode("utf-16") + b"\n",
        None,
        either=True,
    )


def _odd_signs(rng: random.Random) -> Iterator[Malformed]:
    """Characters beyond the usual: four bytes in GB18030, lone surrogates, private use."""
    body = rows(rng)
    for cells, sign in zip(body, "𠮷㐂\ue000\U0010ffff\ufffe\u2028\u0085é", strict=True):
        cells[1] = f"张{sign}"
    text = joined([HEADER, *body])
    for codec in ("utf-8", "gb18030", "utf-16"):
        yield Malformed("encodings", f"rare signs in {codec}.csv", text.encode(codec), 9, marks_of(body))
    alone = text.replace("𠮷", "\ud83d")
    yield Malformed(
        "encodings", "lone surrogate in utf-8.csv", alone.encode("utf-8", "surrogatepass"), 9, either=True
    )
    yield Malformed(
        "encodings", "lone surrogate in utf-16.csv", alone.encode("utf-16", "surrogatepass"), 9, either=True
    )
