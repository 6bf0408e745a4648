"""Contacts are saved in bulk, completed but never rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyarrow as pa
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.registers.contacts import service
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord
from callwright.registers.contacts.decide.search import bigrams
from callwright.registers.contacts.errors import MergeImpossible, UnknownContact
from callwright.registers.contacts.repository.columns import record_batches

THEN = datetime(2026, 3, 1, tzinfo=UTC)
LATER = THEN + timedelta(days=40)
MOBILE = ContactNumber("+8613800138000", "mobile", "北京")
LANDLINE = ContactNumber("+861051234567", "landline", "北京", extension="8001")


def contact_id(name: str) -> UUID:
    return derive_id("test.contact", name)


def record(name: str, **values: object) -> ContactRecord:
    return ContactRecord(id=contact_id(name), **values)  # type: ignore[arg-type]  # test shorthand


async def test_a_new_contact_is_saved_with_its_numbers(session: Session) -> None:
    saved = record(
        "a", company="北京华信科技有限公司", person="王伟", city="北京", numbers=(MOBILE, LANDLINE)
    )
    report = await service.save_contacts(session, [saved], source="展会", at=THEN)
    assert (report.created, report.known, report.numbers_created) == (1, 0, 2)
    found = await service.contact(session, saved.id)
    assert found.company == "北京华信科技有限公司"
    assert {number.e164 for number in found.numbers} == {MOBILE.e164, LANDLINE.e164}
    assert found.created_at == THEN


async def test_saving_the_same_contacts_twice_changes_nothing(session: Session) -> None:
    records = [record(str(n), company=f"公司{n}", numbers=(MOBILE,)) for n in range(5)]
    await service.save_contacts(session, records, source="展会", at=THEN)
    before = [await service.contact(session, one.id) for one in records]
    report = await service.save_contacts(session, records, source="展会", at=LATER)
    assert (report.created, report.known, report.numbers_created) == (0, 5, 0)
    assert [await service.contact(session, one.id) for one in records] == before
    assert await service.history(session, records[0].id) == []


async def test_a_later_source_fills_gaps_and_its_other_values_go_to_the_history(session: Session) -> None:
    await service.save_contacts(session, [record("b", company="甲公司")], source="展会", at=THEN)
    second = record("b", company="甲有限公司", person="李芳", numbers=(MOBILE,))
    await service.save_contacts(session, [second], source="黄页", at=LATER)
    found = await service.contact(session, second.id)
    assert (found.company, found.person, found.created_at) == ("甲公司", "李芳", THEN)
    assert [
        (entry.field, entry.value, entry.source) for entry in await service.history(session, found.id)
    ] == [("company", "甲有限公司", "黄页")]


async def test_nothing_rewrites_when_a_contact_was_created(session: Session) -> None:
    await service.save_contacts(session, [record("c", company="丙")], source="展会", at=THEN)
    with pytest.raises(DBAPIError, match="created_at never changes"):
        await session.execute(text("UPDATE contacts.contact SET created_at = now()"))


async def test_two_characters_find_a_company(session: Session) -> None:
    records = [
        record("d1", company="上海华信贸易有限公司"),
        record("d2", company="华东信息有限公司"),
        record("d3", company="ABC Trading", person="华信伟"),
    ]
    await service.save_contacts(session, records, source="展会", at=THEN)
    found, total = await service.contacts_page(session, q="华信")
    assert (total, {one.id for one in found}) == (2, {contact_id("d1"), contact_id("d3")})
    assert (await service.contacts_page(session, q="ａｂｃ t"))[1] == 1
    assert (await service.contacts_page(session, q="%"))[1] == 0


async def test_a_shared_number_finds_the_oldest_contact(session: Session) -> None:
    await service.save_contacts(session, [record("e1", company="旧", numbers=(MOBILE,))], source="a", at=THEN)
    await service.save_contacts(
        session, [record("e2", company="新", numbers=(MOBILE,))], source="b", at=LATER
    )
    found = await service.find_by_number(session, MOBILE.e164)
    assert found is not None
    assert found.company == "旧"
    assert await service.find_by_number(session, "+8613900000000") is None


async def test_a_merge_keeps_everything_and_can_be_undone(session: Session) -> None:
    await service.save_contacts(session, [record("f1", company="己", numbers=(MOBILE,))], source="a", at=THEN)
    await service.save_contacts(
        session, [record("f2", company="己司", numbers=(LANDLINE,))], source="b", at=LATER
    )
    keep, absorbed = contact_id("f1"), contact_id("f2")
    before = await service.contact(session, keep), await service.contact(session, absorbed)
    merged = await service.merge_contacts(session, keep=keep, absorbed=absorbed, source="steward", at=LATER)
    assert {number.e164 for number in merged.numbers} == {MOBILE.e164, LANDLINE.e164}
    assert (await service.contact(session, absorbed)).id == keep
    with pytest.raises(MergeImpossible):
        await service.merge_contacts(session, keep=keep, absorbed=absorbed, source="steward", at=LATER)
    await service.undo_merge(session, keep=keep, absorbed=absorbed, source="steward", at=LATER)
    assert (await service.contact(session, keep), await service.contact(session, absorbed)) == before
    assert [entry.field for entry in await service.history(session, keep)] == ["merged", "merge_undone"]


async def test_known_contacts_come_oldest_first_and_without_merged_ones(session: Session) -> None:
    await service.save_contacts(
        session, [record("g1", company="一", numbers=(MOBILE, LANDLINE))], source="a", at=THEN
    )
    await service.save_contacts(session, [record("g2"), record("g3")], source="b", at=LATER)
    first = await service.known_revision(session)
    await service.merge_contacts(
        session, keep=contact_id("g2"), absorbed=contact_id("g3"), source="steward", at=LATER
    )
    assert await service.known_revision(session) == first + 1
    known = [one async for chunk in service.known_contacts(session, chunk=1) for one in chunk]
    assert [one.id for one in known] == [contact_id("g1"), contact_id("g2")]
    assert known[0] == await service.contact(session, contact_id("g1"))


async def test_an_unknown_contact_is_a_404(session: Session) -> None:
    with pytest.raises(UnknownContact) as problem:
        await service.contact(session, contact_id("nobody"))
    assert (problem.value.status, problem.value.code) == (404, "contacts.unknown_contact")


async def test_contacts_said_to_be_new_that_are_known_by_now_are_completed(session: Session) -> None:
    def batches(_columns: object) -> Iterator[pa.RecordBatch]:
        for batch in record_batches(
            [record("h1", company="辛", numbers=(MOBILE,)), record("h2", company="壬", person="赵")]
        ):
            position = batch.schema.get_field_index("is_new")
            yield batch.set_column(position, "is_new", pa.array([True, True]))

    await service.save_contacts(session, [record("h2", company="壬司")], source="展会", at=THEN)
    report = await service.save_contact_batches(session, batches, source="黄页", at=LATER)
    assert (report.created, report.known, report.numbers_created) == (1, 1, 1)
    again = await service.save_contact_batches(session, batches, source="黄页", at=LATER)
    assert (again.created, again.known, again.numbers_created) == (0, 2, 0)
    assert (await service.contact(session, contact_id("h2"))).person == "赵"
    assert (await service.contact(session, contact_id("h1"))).created_at == LATER


async def test_a_name_is_found_before_and_after_it_is_indexed(session: Session) -> None:
    def batches(_columns: object) -> Iterator[pa.RecordBatch]:
        for batch in record_batches([record(f"i{n}", company=f"南京瑞华{n}号公司") for n in range(7)]):
            position = batch.schema.get_field_index("is_new")
            yield batch.set_column(position, "is_new", pa.array([True] * 7))

    await service.save_contact_batches(session, batches, source="展会", at=LATER)
    assert (await service.contacts_page(session, q="瑞华"))[1] == 7
    rounds = 0
    while await service.index_names(session, size=3):
        rounds += 1
    assert rounds == 3
    indexed = await session.scalar(text("SELECT count(*) FROM contacts.name_index"))
    assert (await service.contacts_page(session, q="瑞华"))[1] == 7 == indexed
    assert (await service.contacts_page(session, q="华瑞"))[1] == 0
    for name in ("北京华信Ｔｅｃｈ 有限", "a", "", "ＡＢ\u3000c"):
        found = await session.scalar(text("SELECT contacts.bigrams(:name)"), {"name": name})
        assert sorted(found) == bigrams(name)


async def test_the_index_holds_the_bigrams_of_company_and_person(session: Session) -> None:
    named = [
        ("北京华信Ｔｅｃｈ 有限", "王 伟"), ("a", ""), ("", ""), ("", "ＡＢ\u3000c"), ("华华华华", "华华"),
        ("ｱｲｳ㈱", "Ⅷ"), ("长" * 400, "Ab\nc"), ("😀公司", "{x} %s :size '"),
    ]  # fmt: skip
    ids = {contact_id(f"k{at}"): names for at, names in enumerate(named)}

    def batches(_columns: object) -> Iterator[pa.RecordBatch]:
        made = [
            record(f"k{at}", company=company, person=person) for at, (company, person) in enumerate(named)
        ]
        for batch in record_batches(made):
            position = batch.schema.get_field_index("is_new")
            yield batch.set_column(position, "is_new", pa.array([True] * len(named)))

    await service.save_contact_batches(session, batches, source="展会", at=LATER)
    while await service.index_names(session, size=3):
        pass
    indexed = await session.execute(text(
        """SELECT n.contact_id, n.bigrams, contacts.bigrams(c.company, c.person) AS by_function
           FROM contacts.name_index n JOIN contacts.contact c ON c.id = n.contact_id"""
    ))  # fmt: skip
    found = {row.contact_id: row for row in indexed}
    assert set(found) == set(ids)
    for one, (company, person) in ids.items():
        assert found[one].bigrams == found[one].by_function
        assert sorted(found[one].bigrams) == bigrams(company[:300], person)


async def test_a_contact_is_never_deleted(session: Session) -> None:
    await service.save_contacts(session, [record("j", company="癸")], source="展会", at=THEN)
    with pytest.raises(DBAPIError, match="never deleted"):
        await session.execute(text("DELETE FROM contacts.contact"))


@pytest.mark.parametrize(
    "wrong", ["13800138000", "+0138001380", "+86 13800", "+86_1380", "+8613 ", "+12", "+1x3"]
)
async def test_only_e164_is_kept_as_a_number(session: Session, wrong: str) -> None:
    number = ContactNumber(wrong, "mobile")
    with pytest.raises(DBAPIError):
        await service.save_contacts(session, [record("k", numbers=(number,))], source="展会", at=THEN)
