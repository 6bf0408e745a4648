"""From a batch to what it was worth: number status, claim sheet, comparison, forecast (product §2.7, §2.8)."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import openpyxl
import pytest
from tests.db.flow.lists.conftest import AGENT, HEADER, OWNER, STEWARD, Desk, lines

from callwright.flow.lists import service
from callwright.flow.lists.contracts import ContactOutcome, NewSuppression, Sample
from callwright.flow.lists.errors import NoSample, UnknownProvider, UnknownSource
from callwright.flow.lists.ports import NumberStatusService
from callwright.flow.lists.service.number_status import StatusReport
from callwright.kernel.errors import CallwrightError
from callwright.platform.principal import NotAllowed, Principal
from callwright.platform.tables import TableReader

PRICE = Decimal("120.00")


async def batch(desk: Desk, first: int, count: int = 40, extra: str = "", source: str = "供应商甲") -> UUID:
    content = HEADER + lines(first, count) + extra
    result = await desk.import_(desk.keep(content), source=source, price=PRICE)
    return UUID(str(result["batch_id"]))


async def draw(desk: Desk, batch_id: UUID, size: int) -> Sample:
    async with desk.runtime.database.transaction() as session:
        return await service.draw_sample(session, STEWARD, batch_id=batch_id, size=size, at=desk.now)


async def answer(
    desk: Desk,
    batch_id: UUID,
    said: list[tuple[str, str]],
    *,
    provider: str = "generic",
    by: Principal = STEWARD,
) -> StatusReport:
    file = io.StringIO()
    csv.writer(file).writerows([("手机号", "检测结果"), *said])
    kept = desk.keep(file.getvalue(), "status.csv")
    table = service.number_status_provider(provider, on=desk.now.date())
    statuses = desk.runtime.ports.get(NumberStatusService).statuses(
        desk.runtime.data_folder / "files" / kept.key,
        number_headers=table.number_headers,
        status_headers=table.status_headers,
    )
    async with desk.runtime.database.transaction() as session:
        return await service.verify_by_status(
            session,
            by,
            batch_id=batch_id,
            provider=provider,
            statuses=statuses,
            file_sha256=kept.sha256,
            at=desk.now,
        )


async def test_a_service_verifies_the_sample_and_nothing_it_said_is_lost(desk: Desk) -> None:
    batch_id = await batch(desk, 0)
    with pytest.raises(NoSample):
        await answer(desk, batch_id, [("13012345678", "实号")])
    drawn = await draw(desk, batch_id, 6)
    numbers = [row.numbers[0] for row in drawn.rows]
    said = list(zip(numbers, ["实号", "空号", "停机", "库无", "天书", "实号"], strict=True))
    outside = [("13012345678", "实号"), ("abc", "实号")]
    found = await answer(desk, batch_id, [*said, *outside])
    assert found.unknown_words == {"天书": 1}
    assert found.by_meaning == {"good": 3, "invalid_number": 1, "unreachable": 1, "unknown": 1}
    assert sorted(one.code for one in found.report.rejected) == ["lists.bad_number", "lists.unknown_status"]
    assert (found.report.rows, found.report.accepted, found.report.unchanged) == (8, 6, 0)
    assert found.gate.by_verdict == {"good": 2, "invalid_number": 1, "unreachable": 1}
    assert found.gate.state == "not_measured"
    again = await answer(desk, batch_id, [*said, *outside])
    assert (again.report.already_imported, again.gate.verified) == (True, 4)
    later = await answer(desk, batch_id, [(numbers[3], "实号"), (numbers[4], "活跃")])
    assert (later.gate.verified, later.gate.good, later.gate.state) == (6, 4, "failed")
    for provider, by, error in (("nobody", STEWARD, UnknownProvider), ("generic", AGENT, NotAllowed)):
        with pytest.raises(error):
            await answer(desk, batch_id, said, provider=provider, by=by)


async def test_an_answer_without_its_columns_is_refused(desk: Desk) -> None:
    kept = desk.keep("甲,乙\n1,2\n", "x.csv")
    path = desk.runtime.data_folder / "files" / kept.key
    with pytest.raises(CallwrightError) as refusal:
        desk.runtime.ports.get(NumberStatusService).statuses(
            path, number_headers=["号码"], status_headers=["状态"]
        )
    assert refusal.value.code == "number_status.column_missing"


async def test_the_claim_sheet_names_every_row_it_claims(desk: Desk) -> None:
    extra = "坏号公司,李,12345,\n" + lines(100, 1)
    batch_id = await batch(desk, 100, 38, extra)
    drawn = await draw(desk, batch_id, 38)
    words = [("row", "结果", "备注"), *((row.row, "有效", "") for row in drawn.rows[2:])]
    words += [(drawn.rows[0].row, "空号", "=1+1"), (drawn.rows[1].row, "错号", "")]
    file = io.StringIO()
    csv.writer(file).writerows(words)
    kept = desk.keep(file.getvalue(), "w.csv")
    table = desk.runtime.ports.get(TableReader).read(desk.runtime.data_folder / "files" / kept.key)
    async with desk.runtime.database.transaction() as session:
        await service.verify(
            session, STEWARD, batch_id=batch_id, table=table, file_sha256=kept.sha256, at=desk.now
        )
        target = desk.runtime.data_folder / "claim.xlsx"
        assert await service.write_batch_claim(session, batch_id, target) == 4
        claim = await service.batch_claim(session, batch_id)
    assert [(one.code, one.amount) for one in claim.lines] == [
        ("rejected", Decimal("3.00")),
        ("duplicate", Decimal("3.00")),
        ("inaccurate", Decimal("6.00")),
    ]
    book = openpyxl.load_workbook(target)
    sheets = {sheet.title: [list(row) for row in sheet.values] for sheet in book}
    assert [len(rows) - 1 for rows in sheets.values()] == [4, 1, 1, 2]
    summary = sheets["汇总 summary"]
    assert summary[-1][-1] == "12.00"
    [rejected] = sheets["拒收 rejected"][1:]
    assert "12345" in rejected
    assert sheets["抽样不合格 bad sampled"][1][3] in ("invalid_number", "wrong_entity")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


async def test_sources_are_compared_with_what_came_of_them(desk: Desk) -> None:
    batch_id = await batch(desk, 300, source="供应商乙")
    drawn = await draw(desk, batch_id, 30)
    await answer(desk, batch_id, [(row.numbers[0], "实号") for row in drawn.rows])
    async with desk.runtime.database.transaction() as session:
        await service.release(session, OWNER, batch_id=batch_id, override_reason=None, at=desk.now)
        members = await service.released_contacts(session, batch_id)
        outcomes = [
            ContactOutcome(
                one, good=place != 0, at=desk.now, effective=place < 5, lost_seconds=90 * (place == 0)
            )
            for place, one in enumerate(members[:20])
        ]
        await service.record_outcomes(session, outcomes=outcomes, at=desk.now)
        orders = [
            NewSuppression("existing_customer", "contact", str(members[1]), f"order:{n}", desk.now)
            for n in "12"
        ]
        await service.suppress(session, orders, by="orders", at=desk.now)
        [one] = [each for each in await service.source_comparison(session) if each.name == "供应商乙"]
    assert (one.batches, one.released, one.sampled, one.good, one.accuracy) == (1, 1, 30, 30, 1.0)
    assert one.price == PRICE
    assert one.cost_per_accurate_row == Decimal(3)
    assert (one.effective_contacts, one.cost_per_effective_contact) == (5, Decimal(24))
    assert (one.orders, one.cost_per_order) == (2, Decimal(60))
    assert (one.judged_calls, one.good_calls, one.lost_minutes) == (20, 19, 2)
    assert [each.batch_id for each in one.history] == [batch_id]
    async with desk.runtime.database.transaction() as session:
        with pytest.raises(UnknownSource):
            await service.write_source_claim(session, UUID(int=404), desk.runtime.data_folder / "x.xlsx")


async def test_the_day_to_clean_anew_follows_own_calls_once_there_are_enough(desk: Desk) -> None:
    batch_id = await batch(desk, 500, source="供应商丙")
    drawn = await draw(desk, batch_id, 40)
    await answer(desk, batch_id, [(row.numbers[0], "实号") for row in drawn.rows])
    async with desk.runtime.database.transaction() as session:
        await service.release(session, OWNER, batch_id=batch_id, override_reason=None, at=desk.now)
        before = await service.summary(session, batch_id)
        members = await service.released_contacts(session, batch_id)
        later = desk.now + timedelta(days=60)
        outcomes = [ContactOutcome(one, good=place % 10 != 0, at=later) for place, one in enumerate(members)]
        await service.record_outcomes(session, outcomes=outcomes[:29], at=later)
        few = await service.summary(session, batch_id)
        await service.record_outcomes(session, outcomes=outcomes, at=later)
        after = await service.summary(session, batch_id)
    assert (before.decay_from, before.monthly_decay) == ("rule", 0.02)
    assert before.reclean_on == date(2027, 7, 23)
    assert few.decay_from == "rule"
    assert after.decay_from == "batch"
    assert after.monthly_decay == pytest.approx(1 - 0.9 ** (365.2425 / 12 / 60), abs=1e-4)
    assert after.reclean_on is not None
    assert before.reclean_on is not None
    assert after.reclean_on < before.reclean_on
