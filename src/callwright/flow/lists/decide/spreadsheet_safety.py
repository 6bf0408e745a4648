"""Cells that a spreadsheet program must show, not run."""

from __future__ import annotations

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
LONGEST_CELL = 32_767


def shown_text(value: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula: a leading = + - @ tab or return gets an apostrophe."""
    clean = value.replace("\x00", "")
    return (
        f"'{clean}"
        if clean.startswith(_STARTS_A_FORMULA) or clean.lstrip().startswith(("=", "@", "＝", "＠"))
        else clean
    )


def cell_text(value: object) -> str:
    """Text for an XLSX string cell: no control characters that XML forbids, not longer than a cell may be."""
    text = "" if value is None else str(value)
    clean = "".join(
        sign for sign in text if sign in "\t\n\r" or (sign >= " " and not "\ud800" <= sign <= "\udfff")
    )
    return clean[:LONGEST_CELL]
