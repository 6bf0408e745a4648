"""A phone number that prints masked, so that no log or message shows it by accident."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PhoneNumber:
    """A number in E.164 (`+8613800138000`); `str()` and `repr()` are masked, `.e164` is the number itself."""

    e164: str

    @property
    def masked(self) -> str:
        """National digits with the middle hidden: `138****8000`, `010****5678`; short numbers show two digits."""
        chinese = self.e164.startswith("+86")
        digits = self.e164.removeprefix("+86") if chinese else self.e164
        if len(digits) < 9:
            return digits[:2] + "*" * max(0, len(digits) - 2)
        mobile = len(digits) == 11 and digits[0] == "1"
        if chinese and not mobile and not digits.startswith(("400", "800")):
            digits = "0" + digits
        return f"{digits[:3]}****{digits[-4:]}"

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"PhoneNumber({self.masked})"
