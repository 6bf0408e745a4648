"""A sentence a person will read, in both languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and English; `{name}` places are filled by `format`."""

    zh: str
    en: str

    def format(self, **details: object) -> Text:
        """Fill the `{name}` places of both languages; raises KeyError when a detail is missing."""
        return Text(self.zh.format(**details), self.en.format(**details))

    def pick(self, language: str) -> str:
        """The sentence in the asked language; anything but English is answered in Chinese."""
        return self.en if language.lower().startswith("en") else self.zh

    def to_json(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, the form used in API answers and stored explanations."""
        return {"zh": self.zh, "en": self.en}
