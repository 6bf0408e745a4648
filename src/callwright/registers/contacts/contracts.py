"""What leaves the register: frozen facts about contacts, numbers and refusals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

NumberType = Literal["mobile", "landline", "service", "virtual", "foreign"]
NumberHealth = Literal["unknown", "good", "bad"]


@dataclass(frozen=True)
class ContactNumber:
    """One number of a contact in E.164; `region` is the place it belongs to, "" when unknown."""

    e164: str
    type: NumberType
    region: str = ""
    health: NumberHealth = "unknown"
    extension: str = ""


@dataclass(frozen=True)
class Contact:
    """A company or person after matching; empty text means not known. `created_at` (UTC) never changes."""

    id: UUID
    company: str
    person: str
    province: str
    city: str
    district: str
    address: str
    numbers: tuple[ContactNumber, ...]
    created_at: datetime
    company_key: str = ""
    industry: str = ""
    remark: str = ""

    @property
    def place(self) -> str:
        """Province, city and district in one text, else the region of its first number that has one, else ""."""
        written = f"{self.province}{self.city}{self.district}"
        return written or next((number.region for number in self.numbers if number.region), "")


CONTACT_TEXTS = (
    "company", "company_key", "person", "industry", "remark", "province", "city", "district", "address",
)  # fmt: skip
"""The texts of a contact, by name."""


@dataclass(frozen=True)
class ContactRecord:
    """A contact as the lists stage hands it over to be saved; `id` decides between new and known."""

    id: UUID
    company: str = ""
    company_key: str = ""
    person: str = ""
    industry: str = ""
    remark: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    numbers: tuple[ContactNumber, ...] = ()


@dataclass(frozen=True)
class SaveReport:
    """How many contacts and numbers a save created, and how many contacts it already knew."""

    created: int
    known: int
    numbers_created: int


@dataclass(frozen=True)
class Refusal:
    """A number that said no. Final: the first one stands for ever (product §2.5). `at` is UTC."""

    e164: str
    reason: str
    source: str
    at: datetime


@dataclass(frozen=True)
class HistoryEntry:
    """A value of a contact that came later or was given up: what, from where, when (UTC)."""

    contact_id: UUID
    field: str
    value: str
    source: str
    at: datetime


@dataclass(frozen=True)
class NumberMove:
    """A number whose rows went from one contact to another; `stays`: the former one keeps it as well."""

    from_id: UUID
    to_id: UUID
    e164: str
    stays: bool
