"""What people hand in by mistake: pictures, documents, programs, nothing at all."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

from tests.factories.malformed_files import HEADER, Malformed, joined, rows

HEADS = {
    "picture.png": b"\x89PNG\r\n\x1a\n",
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "photo named csv.csv": b"\xff\xd8\xff\xe1",
    "animation.gif": b"GIF89a",
    "scan.bmp": b"BM\x9a\x00\x00\x00\x00\x00",
    "scan.tif": b"II*\x00",
    "document.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "letter.rtf": b"{\\rtf1\\ansi ",
    "sound.wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "song.mp3": b"ID3\x04\x00\x00",
    "program.exe": b"MZ\x90\x00\x03",
    "program": b"\x7fELF\x02\x01\x01",
    "archive.7z": b"7z\xbc\xaf\x27\x1c",
    "archive.rar": b"Rar!\x1a\x07\x01\x00",
    "database.db": b"SQLite format 3\x00",
    "columns.parquet": b"PAR1\x15\x04",
    "picture.webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "picture.heic": b"\x00\x00\x00\x18ftypheic",
}
NOTHING = {
    "no bytes.csv": b"",
    "one blank.csv": b" ",
    "blank lines.csv": b"\n" * 2000,
    "only delimiters.csv": b",,,,\n" * 50,
    "only a mark.csv": b"\xef\xbb\xbf",
    "only a wide mark.csv": b"\xff\xfe",
    "only nul.csv": b"\x00" * 4096,
    "only quotes around nothing.csv": b'"",""\n"",""\n',
    "wide blanks.csv": "\u3000\u3000,\u3000\n".encode() * 9,
    "header only.csv": ",".join(HEADER).encode(),
    "title and header only.csv": ("客户名单,,,,\n" + ",".join(HEADER) + "\n\n\n").encode(),
    "no bytes.xlsx": b"",
}
PAGES = {
    "page.html": b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
    "page named xls.xls": b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>1</td></tr></table>",
    "book of 2003.xls": b"<?xml version='1.0'?><Workbook><Worksheet/></Workbook>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}


def files(rng: random.Random) -> Iterator[Malformed]:
    """Each is refused with the code of its kind."""
    for name, head in HEADS.items():
        yield Malformed("strangers", name, head + rng.randbytes(3000), code="tables.not_a_table")
    for name, content in NOTHING.items():
        yield Malformed("strangers", name, content, code="tables.empty")
    for name, content in PAGES.items():
        yield Malformed("strangers", name, content, code="tables.not_a_table")
    packed = gzip.compress(joined([HEADER, *rows(rng)]).encode(), mtime=0)
    yield Malformed("strangers", "packed.csv.gz", packed, code="tables.not_a_table")
    for number in range(3):
        yield Malformed(
            "strangers", f"noise {number}.csv", rng.randbytes(4000 + number), code="tables.not_a_table"
        )
    text = "尊敬的客户：\n您好！感谢您的来信。\n此致\n敬礼\n" * 20
    yield Malformed("strangers", "a letter.txt", text.encode(), 80, either=True)
    code = "def main():\n    print('hello')\n\n\nif __name__ == '__main__':\n    main()\n"
    yield Malformed("strangers", "source code.py", code.encode(), 6, either=True)
