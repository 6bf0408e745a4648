"""What the pay stage needs from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from callwright.flow.pay.contracts import Statement


@dataclass(frozen=True)
class Paper:
    """A statement to be printed: whose it is, in which language, and whether the payout is approved."""

    statement: Statement
    name: str
    employee_number: str
    department: str
    language: str
    approved_at: str | None


class StatementPrinter(Protocol):
    """Prints statements."""

    def print_statement(self, paper: Paper) -> bytes:
        """The statement as PDF; the same paper gives the same bytes."""
        ...
