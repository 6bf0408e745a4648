"""What a file is by its first bytes; its name is not trusted."""

from __future__ import annotations

import codecs
import re
import zipfile
from enum import Enum
from pathlib import Path

from callwright.adapters.spreadsheets.errors import BrokenTable, EmptyTable, NotATable, NulBytes
from callwright.kernel.text import Text


class Kind(Enum):
    """How a file has to be opened."""

    TEXT = "text"
    JSON_LINES = "jsonl"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


PICTURE = Text("图片", "a picture")
ARCHIVE = Text("压缩包", "an archive")
SOUND = Text("音频或视频", "sound or video")
SIGNATURES: tuple[tuple[bytes, Text], ...] = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"RIFF", SOUND),
    (b"ID3", SOUND),
    (b"OggS", SOUND),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"%PDF", Text("PDF 文档", "a PDF document")),
    (b"\x7fELF", Text("程序", "a program")),
    (b"MZ\x90", Text("程序", "a program")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"PAR1", Text("Parquet 数据", "Parquet data")),
    (b"SQLite format 3", Text("数据库", "a database")),
)
_JSON_ARRAY = re.compile(rb'\[\s*(?:\{\s*"|\[)')
MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<svg", b"<table")


class NotATableOf(NotATable):
    """`NotATable` that names the kind in the reader's language."""

    def __init__(self, name: str, kind: Text) -> None:
        self._kind = kind
        super().__init__(name=name, kind=kind.en)

    def sentence(self) -> Text:
        """The sentence with the kind filled in per language."""
        name = str(self.details["name"])
        return Text(
            self.text.zh.format(name=name, kind=self._kind.zh),
            self.text.en.format(name=name, kind=self._kind.en),
        )


def kind_of(path: Path) -> Kind:
    """The kind of a file; raises tables.empty, tables.not_a_table or tables.broken."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyTable(name=path.name)
    if head.startswith(b"PK"):
        return _kind_of_archive(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.XLS
    for signature, kind in SIGNATURES:
        if head.startswith(signature) and not (signature == b"BM" and _is_printable(head)):
            raise NotATableOf(path.name, kind)
    return _kind_of_text(path, head)


def _kind_of_archive(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return Kind.XLSX
            if "content.xml" in names:
                return Kind.ODS
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise BrokenTable(name=path.name, reason=str(problem)) from problem
    raise NotATableOf(path.name, ARCHIVE)


def _kind_of_text(path: Path, head: bytes) -> Kind:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:20].lower().startswith(MARKUP):
        raise NotATableOf(path.name, Text("网页或 XML", "a web page or XML"))
    if start.startswith(b"{") and b'"' in start[:200] and b":" in start:
        return Kind.JSON_LINES
    if _JSON_ARRAY.match(start):
        raise NotATableOf(
            path.name,
            Text("JSON 数组（可改为每行一个对象）", "a JSON array (one object per line can be read)"),
        )
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(head):
        return Kind.TEXT
    if b"\x00" in head:
        if _is_printable(head):
            raise NulBytes(name=path.name)
        raise NotATableOf(path.name, Text("二进制数据", "binary data"))
    if not _is_printable(head) and not _is_utf8(head):
        raise NotATableOf(path.name, Text("二进制数据", "binary data"))
    return Kind.TEXT


def _is_printable(head: bytes) -> bool:
    """Control characters (other than tab, line ends, NUL) are rare in text of any encoding."""
    control = sum(
        1 for byte in head if (byte < 32 and byte not in (0, 9, 10, 11, 12, 13, 26, 27)) or byte == 127
    )
    return control * 100 <= len(head)


def _is_utf8(head: bytes) -> bool:
    """Text of cells with control characters in them: no binary file happens to be valid UTF-8 with line ends."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    return "\ufffd" not in text and ("\n" in text or "\r" in text)


def _looks_like_utf16(head: bytes) -> bool:
    """Without a BOM: NUL bytes mostly on one side of the pairs (digits, commas and line ends are in every table)."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return len(head) >= 8 and max(even, odd) * 50 >= len(head) and min(even, odd) * 8 <= max(even, odd)
