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
        city = "" if self.city == self.province else self.city  # 上海 is its own province
        written = f"{self.province}{city}{self.district}"
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is: country ("cn", "us", …, "" unknown), states with rules of their own ("us-fl"), time zones.

    `zones` are all names of zones the called party may be in; a rule about the clock has to hold in each.
    """

    country: str
    regions: tuple[str, ...]
    zones: tuple[str, ...]

    @property
    def key(self) -> str:
        """The place as one text: numbers with the same key have the same rules and clocks."""
        return "|".join((self.country, ",".join(self.regions), ",".join(self.zones)))

    @classmethod
    def of_key(cls, key: str) -> Place:
        """The place of a key."""
        country, regions, zones = [*key.split("|"), "", ""][:3]
        return cls(country, tuple(filter(None, regions.split(","))), tuple(filter(None, zones.split(","))))


ConsentForm = Literal["presumed", "express", "written"]


@dataclass(frozen=True)
class NewConsent:
    """That somebody agreed to be called, as it is told: form, the words, when (UTC), and the proof kept.

    `proof_key` names a file of the file store, "" when there is none; `ends_at` None = until withdrawn.
    """

    e164: str
    form: ConsentForm
    words: str
    source: str
    given_at: datetime
    contact_id: UUID | None = None
    proof_key: str = ""
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Consent:
    """An entry of the consent ledger. `last_used_at`: the last call that stood on it (proof is kept from then on)."""

    id: int
    e164: str
    contact_id: UUID | None
    form: ConsentForm
    words: str
    source: str
    proof_key: str
    given_at: datetime
    ends_at: datetime | None
    withdrawn_at: datetime | None
    last_used_at: datetime | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class Scrub:
    """A number was compared with a register's version of `version_at` (UTC); `listed`: it stands in it."""

    e164: str
    register: str
    version_at: datetime
    listed: bool


@dataclass(frozen=True)
class NumberStanding:
    """All the register knows of a number at the moment of a call.

    `contact_ids` carry it, oldest first, then all that were merged into them; `companies` are the names of those that
    stand for themselves ("" for a person). `refused_at`: it, or another
    number of the same contact, said no, with the reason. `address`: the place written for the contact.
    """

    e164: str
    contact_ids: tuple[UUID, ...]
    companies: tuple[str, ...]
    address: str
    health: NumberHealth
    refused_at: datetime | None
    refusal: str
    consents: tuple[Consent, ...]
    scrubs: tuple[Scrub, ...]

    @property
    def business(self) -> bool:
        """Whether every contact with this number is a company; an unknown number counts as a private person."""
        return bool(self.companies) and all(self.companies)
