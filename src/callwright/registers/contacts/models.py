"""Tables of the contacts register; migration 0002 guards that a refusal stays final."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

E164_CHECK = r"e164 ~ '^\+[1-9][0-9]{3,15}$'"
E164_QUICK_CHECK = (
    "left(e164, 1) = '+' AND substr(e164, 2, 1) BETWEEN '1' AND '9' AND right(e164, 1) BETWEEN '0' AND '9'"
    " AND strpos(e164, '_') = 0 AND e164::bigint BETWEEN 1000 AND 9999999999999999"
)
"""The same rule for the table that is loaded in bulk, where a regular expression costs as much as the row itself."""


class Contact(Base):
    """A company or person. `merged_into` leads to the contact that stands for it now; nothing is deleted.

    Migration 0003 guards that: so numbers need no foreign key, which would look up a contact per number loaded.
    """

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_created_at_id", "created_at", "id"),
        Index("ix_contact_merged_into", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
        {"schema": "contacts"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(Text, server_default="")
    company_key: Mapped[str] = mapped_column(Text, server_default="")
    person: Mapped[str] = mapped_column(Text, server_default="")
    industry: Mapped[str] = mapped_column(Text, server_default="")
    remark: Mapped[str] = mapped_column(Text, server_default="")
    province: Mapped[str] = mapped_column(Text, server_default="")
    city: Mapped[str] = mapped_column(Text, server_default="")
    district: Mapped[str] = mapped_column(Text, server_default="")
    address: Mapped[str] = mapped_column(Text, server_default="")
    merged_into: Mapped[uuid.UUID | None]
    source: Mapped[str] = mapped_column(Text, server_default="")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class NameIndex(Base):
    """The bigrams of a contact's names, by which two characters find it."""

    __tablename__ = "name_index"
    __table_args__ = (
        Index("ix_name_index_bigrams", "bigrams", postgresql_using="gin"),
        {"schema": "contacts"},
    )

    contact_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    bigrams: Mapped[list[str]] = mapped_column(ARRAY(Text))


class NameBacklog(Base):
    """Contacts created at this moment, with ids beyond `after`, may be missing in the name index."""

    __tablename__ = "name_backlog"
    __table_args__ = ({"schema": "contacts"},)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    after: Mapped[uuid.UUID | None]


class Number(Base):
    """A number of a contact. The same number may stand under several contacts: it is not an identity.

    `origin_id` names the merged contact that brought it, so that a merge can be undone.
    """

    __tablename__ = "number"
    __table_args__ = (
        Index("ix_number_e164", "e164", postgresql_using="hash"),
        CheckConstraint(E164_QUICK_CHECK, name="e164"),
        CheckConstraint("type IN ('mobile','landline','service','virtual','foreign')", name="type"),
        CheckConstraint("health IN ('unknown','good','bad')", name="health"),
        {"schema": "contacts"},
    )

    contact_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    e164: Mapped[str] = mapped_column(Text, primary_key=True)
    type: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(Text, server_default="")
    extension: Mapped[str] = mapped_column(Text, server_default="")
    health: Mapped[str] = mapped_column(Text, server_default="unknown")
    source: Mapped[str] = mapped_column(Text, server_default="")
    first_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    origin_id: Mapped[uuid.UUID | None]


class History(Base):
    """Values of a contact that came later or differ, merges and undone merges. Append-only."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("contact_id", "field", "value", "source", "at"),
        {"schema": "contacts"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contacts.contact.id"))
    field: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Refusal(Base):
    """A number that refused. The first entry stands; update, delete and truncate raise (product §2.5)."""

    __tablename__ = "refusal"
    __table_args__ = (CheckConstraint(E164_CHECK, name="e164"), {"schema": "contacts"})

    e164: Mapped[str] = mapped_column(Text, primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Revision(Base):
    """One row: how many times the known contacts have changed in bulk. Matching against them states it."""

    __tablename__ = "revision"
    __table_args__ = (CheckConstraint("id = 1", name="single"), {"schema": "contacts"})

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)


class Consent(Base):
    """That a number agreed to be called: form, words, time, proof. Never deleted; only the last use and an end change.

    Migration 0008 guards that.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint(E164_CHECK, name="e164"),
        CheckConstraint("form IN ('presumed','express','written')", name="form"),
        UniqueConstraint("e164", "form", "source", "given_at"),
        {"schema": "contacts"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    e164: Mapped[str] = mapped_column(Text)
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contacts.contact.id"))
    form: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    proof_key: Mapped[str] = mapped_column(Text, server_default="")
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Scrub(Base):
    """The newest comparison of a number with a do-not-call register."""

    __tablename__ = "scrub"
    __table_args__ = (CheckConstraint(E164_CHECK, name="e164"), {"schema": "contacts"})

    e164: Mapped[str] = mapped_column(Text, primary_key=True)
    register: Mapped[str] = mapped_column(Text, primary_key=True)
    version_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    listed: Mapped[bool]
    source: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
