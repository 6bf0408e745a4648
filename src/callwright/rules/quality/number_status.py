"""Number-status services as dated tables: which word of which service means what (product §2.7)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from callwright.kernel.text import Text

MEANINGS = frozenset({"good", "invalid_number", "unreachable", "unknown"})


@dataclass(frozen=True)
class StatusProvider:
    """A service on one day: its column headers, and the meaning of each of its words (in `form`)."""

    id: str
    title: Text
    number_headers: tuple[str, ...]
    status_headers: tuple[str, ...]
    meanings: dict[str, str]
    version: str

    def meaning(self, word: str) -> str | None:
        """good, invalid_number, unreachable or unknown; None for a word that the table does not list."""
        return self.meanings.get(form(word))


def form(word: str) -> str:
    """A word as it is compared: one width, no spaces, upper case."""
    return "".join(unicodedata.normalize("NFKC", word).split()).upper().removesuffix(".0")


@cache
def status_providers(on: date) -> dict[str, StatusProvider]:
    """Every described service with the table in force on a day, by id; ValueError when the file is wrong."""
    text = (resources.files("callwright.rules.quality") / "providers" / "number_status.yaml").read_text(
        "utf-8"
    )
    found: dict[str, StatusProvider] = {}
    for raw in yaml.safe_load(text)["providers"]:
        begun = [table for table in raw["tables"] if table["from"] <= on]
        if begun:
            found[raw["id"]] = _provider(raw, max(begun, key=lambda table: table["from"]))
    return found


def _provider(raw: dict[str, Any], table: dict[str, Any]) -> StatusProvider:
    meanings: dict[str, str] = {}
    for meaning, words in table["words"].items():
        for word in words:
            if meaning not in MEANINGS or form(str(word)) in meanings:
                raise ValueError(f"{raw['id']}: {word!r} has no meaning or two")
            meanings[form(str(word))] = meaning
    return StatusProvider(
        id=raw["id"],
        title=Text(raw["title"]["zh"], raw["title"]["en"]),
        number_headers=tuple(raw["number"]),
        status_headers=tuple(raw["status"]),
        meanings=meanings,
        version=f"quality.number_status.{raw['id']}@{table['from'].isoformat()}",
    )
