"""Which encoding a text file is in: told from its bytes alone."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from callwright.adapters.spreadsheets.errors import NulBytes, UnknownEncoding
from callwright.adapters.spreadsheets.limits import SAMPLE_BYTES

BLOCK = 1 << 20
DAMAGE_ALLOWED = 1000
"""One undecodable place in this many characters is damage of a copy; more is another encoding."""


@dataclass(frozen=True)
class Encoding:
    """`codec` is Python's name; `label` what a person is told; `errors` the decoder's mode ("strict" or "replace")."""

    codec: str
    label: str
    errors: str = "strict"


UTF8 = Encoding("utf-8", "UTF-8")
UTF8_BOM = Encoding("utf-8-sig", "UTF-8 BOM")
BOMS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, UTF8_BOM),
    (codecs.BOM_UTF32_LE, Encoding("utf-32", "UTF-32")),
    (codecs.BOM_UTF16_LE, Encoding("utf-16", "UTF-16")),
    (codecs.BOM_UTF16_BE, Encoding("utf-16", "UTF-16")),
)


def encoding_at_sight(path: Path) -> Encoding | None:
    """UTF-8 when the beginning of the file is; a reader that refuses other bytes has to vouch for the rest."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    if b"\x00" in sample or sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample)
    except UnicodeDecodeError:
        return None
    return UTF8_BOM if sample.startswith(codecs.BOM_UTF8) else UTF8


def encoding_of(path: Path) -> Encoding:
    """The encoding of a text file; raises tables.unknown_encoding, or tables.not_a_table for NUL bytes."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    for bom, encoding in BOMS:
        if sample.startswith(bom):
            return _with_damage(path, encoding)
    if b"\x00" in sample:
        return _utf16_without_bom(path, sample)
    damage = _undecodable(path, "utf-8")
    if damage is not None and damage == 0:
        return UTF8
    guess = _double_byte(sample)
    if guess is not None:
        return _with_damage(path, guess)
    if damage is not None:
        return Encoding("utf-8", "UTF-8", "replace")
    raise UnknownEncoding(name=path.name)


def _with_damage(path: Path, encoding: Encoding) -> Encoding:
    damage = _undecodable(path, encoding.codec)
    if damage is None:
        raise UnknownEncoding(name=path.name)
    return encoding if damage == 0 else Encoding(encoding.codec, encoding.label, "replace")


def _undecodable(path: Path, codec: str) -> int | None:
    """How many places cannot be decoded; None when too many. Raises for NUL characters."""
    strict = codecs.getincrementaldecoder(codec)("strict")
    loose = codecs.getincrementaldecoder(codec)("replace")
    bad = characters = 0
    damaged = False
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = "" if damaged else _strictly(strict, block, loose)
            if text is None or damaged:
                damaged = True
                text = loose.decode(block)
                bad += text.count("\ufffd")
            if "\x00" in text:
                raise NulBytes(name=path.name)
            characters += len(text)
            if bad * DAMAGE_ALLOWED > characters + DAMAGE_ALLOWED:
                return None
    if not damaged and _cut_at_end(strict):
        bad += 1
    return bad


def _strictly(
    strict: codecs.IncrementalDecoder, block: bytes, loose: codecs.IncrementalDecoder
) -> str | None:
    """The decoded block; None when it has undecodable places, and then `loose` stands where the block begins."""
    state = strict.getstate()
    try:
        return strict.decode(block)
    except UnicodeDecodeError:
        loose.setstate(state)
        return None


def _cut_at_end(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return True
    return False


def _utf16_without_bom(path: Path, sample: bytes) -> Encoding:
    best: tuple[float, str] = (0.0, "")
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
        usual = sum(1 for c in text[:4000] if c in "\r\n\t" or " " <= c <= "~" or "\u4e00" <= c <= "\u9fff")
        best = max(best, (usual / max(1, len(text[:4000])), codec))
    if best[0] < 0.7:
        raise NulBytes(name=path.name)
    return _with_damage(path, Encoding(best[1], "UTF-16"))


def _double_byte(sample: bytes) -> Encoding | None:
    """GB18030 or Big5 by how many of the pairs are everyday characters of each (their first levels)."""
    gb, gb_pairs = _everyday(sample, 0xB0, 0xD7, 0xA1)
    big5, big5_pairs = _everyday(sample, 0xA4, 0xC6, 0x40)
    gb_share = gb / gb_pairs if _decodes(sample, "gb18030") and gb_pairs else 0.0
    big5_share = big5 / big5_pairs if _decodes(sample, "big5hkscs") and big5_pairs else 0.0
    if max(gb_share, big5_share) < 0.6:
        return None
    if big5_share > gb_share:
        return Encoding("big5hkscs", "Big5")
    return Encoding("gb18030", "GB18030")


def _everyday(sample: bytes, low: int, high: int, trail_from: int) -> tuple[int, int]:
    """Pairs with a lead byte in the everyday range, and all letter pairs; punctuation leads (A1–A3) are left out."""
    everyday = pairs = position = 0
    while position + 1 < len(sample):
        lead = sample[position]
        if lead < 0x81:
            position += 1
            continue
        if not 0xA1 <= lead <= 0xA3:
            pairs += 1
            everyday += low <= lead <= high and sample[position + 1] >= trail_from
        position += 2
    return everyday, pairs


def _decodes(sample: bytes, codec: str) -> bool:
    text = sample.decode(codec, "replace")
    return text.count("\ufffd") * DAMAGE_ALLOWED <= len(text) + DAMAGE_ALLOWED
