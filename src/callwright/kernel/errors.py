"""The base of every error a user can meet, and of every listed rejection of an input row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from callwright.kernel.text import Text


class CallwrightError(Exception):
    """An error with an HTTP status, a stable code and a sentence that says what to do.

    Subclasses set `status`, `code` ("room.what_happened") and `text`; the keyword arguments given when
    raising fill the places of the text and travel as `details` in API answers.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "kernel.error"
    text: ClassVar[Text] = Text("出现错误。", "Something went wrong.")

    def __init__(self, **details: object) -> None:
        self.details: dict[str, object] = details
        super().__init__(f"{self.code}: {self.message('en')}")

    def sentence(self) -> Text:
        """The filled sentence in both languages."""
        return self.text.format(**self.details)

    def message(self, language: str) -> str:
        """The filled sentence in one language ("zh" or "en")."""
        return self.sentence().pick(language)


@dataclass(frozen=True)
class Rejection:
    """One input row that could not be used: kept as it came, with the reason.

    `line` is the line or sheet row a person sees in the file (the header is line 1).
    """

    line: int
    code: str
    text: Text
    original: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Plain form for API answers and `--json`."""
        return {"line": self.line, "code": self.code, **self.text.to_json(), "original": self.original}
