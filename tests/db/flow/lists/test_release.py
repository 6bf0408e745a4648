"""The gate cannot be by-passed: not by the service, not by rights, not by half a sample."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.db.flow.lists.conftest import AGENT, HEADER, OWNER, STEWARD, Desk, lines

from callwright.flow.lists import service
from callwright.flow.lists.contracts import ContactOutcome, GateView, Sample
from callwright.flow.lists.errors import (
    BadSampleSize,
    BelowGate,
    BlindDialing,
    CampaignWithoutTarget,
    ImportFailed,
    NoSample,
    NotMeasured,
    OverrideReasonMissing,
    ReleaseRefused,
    ResultColumnMissing,
    SampleIncomplete,
)
from callwright.platform.principal import NotAllowed, Principal
from callwright.platform.tables import ImportReport, Table, TableReader
from callwright.registers.campaigns import service as campaigns

DRAFT = "[{code: draft, name: 草稿, product: null, dialing_mode: preview, target: {}}]"


async def batch(desk: Desk, first: int, count: int = 120, **more: Any) -> UUID:
    """A cleaned batch."""
    content = HEADER + lines(first, count, step=more.pop("step", 7919))
    result = await desk.import_(desk.keep(content), source=f"门槛 {first}", **more)
    return UUID(str(result["batch_id"]))


async def draw(desk: Desk, batch_id: UUID, size: int | None) -> Sample:
    async with desk.runtime.database.transaction() as session:
        return await service.draw_sample(session, STEWARD, batch_id=batch_id, size=size, at=desk.now)


async def verify(desk: Desk, batch_id: UUID, words: dict[int, str]) -> tuple[ImportReport, GateView]:
    file = io.StringIO()
    csv.writer(file).writerows([("row", "结果"), *words.items()])
    kept = desk.keep(file.getvalue(), "worklist.csv")
    path = desk.runtime.data_folder / "files" / kept.key
    table = desk.runtime.ports.get(TableReader).read(path)
    async with desk.runtime.database.transaction() as session:
        return await service.verify(
            session, STEWARD, batch_id=batch_id, table=table, file_sha256=kept.sha256, at=desk.now
        )


async def release(desk: Desk, batch_id: UUID, by: Principal = STEWARD, reason: str | None = None) -> Any:
    async with desk.runtime.database.transaction() as session:
        return await service.release(session, by, batch_id=batch_id, override_reason=reason, at=desk.now)


async def events(desk: Desk, batch_id: UUID, name: str = "ListReleased") -> int:
    async with desk.runtime.database.transaction() as session:
        statement = text("SELECT count(*) FROM events.event WHERE name = :name AND subject = :subject")
        return int(await session.scalar(statement, {"name": name, "subject": str(batch_id)}) or 0)


async def measured(desk: Desk, first: int, *, good: int, sampled: int, **more: Any) -> UUID:
    """A batch whose sample is wholly verified."""
    batch_id = await batch(desk, first, **more)
    drawn = await draw(desk, batch_id, sampled)
    assert drawn.size == sampled
    words = {row.row: "有效" if place < good else "空号" for place, row in enumerate(drawn.rows)}
    await verify(desk, batch_id, words)
    return batch_id


async def test_an_unmeasured_batch_is_not_released(desk: Desk) -> None:
    batch_id = await batch(desk, 0)
    with pytest.raises(NotMeasured) as refusal:
        await release(desk, batch_id)
    assert (refusal.value.status, refusal.value.details["needed"]) == (409, 120)
    assert await events(desk, batch_id) == 0


async def test_a_batch_that_passes_is_released_once(desk: Desk) -> None:
    batch_id = await measured(desk, 1000, good=57, sampled=60)
    done = await release(desk, batch_id)
    assert (done.gate, done.override_reason, done.already_released) == ("passed", None, False)
    again = await release(desk, batch_id)
    assert again == replace(done, already_released=True)
    assert await events(desk, batch_id) == 1
    async with desk.runtime.database.transaction() as session:
        found = await service.released_contacts(session, batch_id)
        short = await service.summary(session, batch_id)
    assert len(found) == len(set(found)) == short.accepted
    assert short.accepted >= 118
    assert short.gate == "passed"
    assert short.released_at == desk.now


async def test_below_the_gate_only_an_owner_with_a_reason_releases(desk: Desk) -> None:
    batch_id = await measured(desk, 2000, good=90, sampled=100)
    with pytest.raises(BelowGate) as refusal:
        await release(desk, batch_id)
    assert refusal.value.details["lower"] == "0.826"
    assert "0.826" in refusal.value.message("zh")
    for by, reason, error in (
        (STEWARD, "急用", NotAllowed),
        (AGENT, None, NotAllowed),
        (OWNER, "  ", OverrideReasonMissing),
        (OWNER, None, BelowGate),
    ):
        with pytest.raises(error):
            await release(desk, batch_id, by, reason)
    assert await events(desk, batch_id) == 0
    done = await release(desk, batch_id, OWNER, " 试点活动，已与客户确认 ")
    assert (done.gate, done.override_reason) == ("overridden", "试点活动，已与客户确认")
    assert done.refusals == ("lists.below_gate",)
    async with desk.runtime.database.transaction() as session:
        audit = await session.execute(
            text(
                "SELECT action, actor, details FROM audit.entry WHERE object = :object AND action = 'lists.override'"
            ),
            {"object": f"lists.batch:{batch_id}"},
        )
        [(action, actor, details)] = audit.all()
    assert (action, actor, details["override_reason"]) == (
        "lists.override",
        "owner",
        "试点活动，已与客户确认",
    )


async def test_half_a_sample_is_no_measurement(desk: Desk) -> None:
    batch_id = await batch(desk, 3000)
    drawn = await draw(desk, batch_id, 60)
    report, gate = await verify(desk, batch_id, {row.row: "有效" for row in drawn.rows[:40]})
    assert (report.accepted, gate.state, gate.verified) == (40, "not_measured", 40)
    with pytest.raises(SampleIncomplete) as refusal:
        await release(desk, batch_id)
    assert refusal.value.details["missing"] == 20


async def test_a_sample_only_grows_and_is_drawn_the_same_again(desk: Desk) -> None:
    batch_id = await batch(desk, 4000)
    small = await draw(desk, batch_id, 10)
    assert await draw(desk, batch_id, 5) == small
    big = await draw(desk, batch_id, 30)
    assert big.rows[:10] == small.rows
    assert [row.row for row in big.rows] != sorted(row.row for row in big.rows)
    assert (await draw(desk, batch_id, 10_000)).size == big.population
    assert (await draw(desk, batch_id, None)).needed == 120
    with pytest.raises(BadSampleSize):
        await draw(desk, batch_id, 0)


async def test_verdicts_outside_the_sample_and_unknown_words_are_listed(desk: Desk) -> None:
    batch_id = await batch(desk, 5000)
    with pytest.raises(NoSample):
        await verify(desk, batch_id, {1: "有效"})
    drawn = await draw(desk, batch_id, 10)
    inside = [row.row for row in drawn.rows]
    outside = next(number for number in range(120) if number not in inside)
    report, gate = await verify(
        desk, batch_id, {inside[0]: "有效", inside[1]: "也许", outside: "有效", inside[2]: ""}
    )
    assert (report.rows, report.accepted, report.unchanged) == (4, 1, 1)
    assert [entry.code for entry in report.rejected] == ["lists.unknown_result", "lists.not_in_sample"]
    assert gate.verified == 1
    async with desk.runtime.database.transaction() as session:
        with pytest.raises(ResultColumnMissing):
            await service.verify(
                session,
                STEWARD,
                batch_id=batch_id,
                table=Table(["a"], [], "utf-8"),
                file_sha256="x",
                at=desk.now,
            )


async def test_the_same_worklist_again_counts_once_and_a_later_one_wins(desk: Desk) -> None:
    batch_id = await batch(desk, 6000)
    rows = [row.row for row in (await draw(desk, batch_id, 30)).rows]
    first, _ = await verify(desk, batch_id, dict.fromkeys(rows, "good"))
    again, _ = await verify(desk, batch_id, dict.fromkeys(rows, "good"))
    assert (first.accepted, first.already_imported) == (30, False)
    assert (again.accepted, again.already_imported) == (0, True)
    _, gate = await verify(desk, batch_id, {rows[0]: "错号"})
    assert (gate.good, gate.verified, gate.by_verdict) == (29, 30, {"good": 29, "wrong_entity": 1})


async def test_sequential_numbers_are_refused_as_blind_dialing(desk: Desk) -> None:
    batch_id = await measured(desk, 7000, good=60, sampled=60, step=1)
    with pytest.raises(BlindDialing) as refusal:
        await release(desk, batch_id)
    assert refusal.value.details["sequential"] == "100%"
    assert (await release(desk, batch_id, OWNER, "内部测试号段")).gate == "overridden"


async def test_a_campaign_without_target_gets_no_list(desk: Desk) -> None:
    async with desk.runtime.database.transaction() as session:
        await campaigns.import_campaigns(
            session, content=DRAFT.encode(), source_file=desk.keep(DRAFT, "c.yaml")
        )
    batch_id = await measured(desk, 8000, good=60, sampled=60, campaign_code="draft")
    with pytest.raises(CampaignWithoutTarget):
        await release(desk, batch_id)


async def test_a_batch_without_usable_rows_cannot_be_released_even_by_the_owner(desk: Desk) -> None:
    result = await desk.import_(desk.keep(HEADER + "坏号公司,李四,12345,\n"), source="门槛 空")
    with pytest.raises(ReleaseRefused):
        await release(desk, UUID(str(result["batch_id"])), OWNER, "必须放行")


async def test_a_failed_batch_cannot_be_sampled_or_released(desk: Desk) -> None:
    ticket = await desk.hand_in(desk.keep(HEADER + lines(8500, 1)), source="门槛 未洗")
    with pytest.raises(ImportFailed):
        await release(desk, ticket.batch_id, OWNER, "必须放行")
    with pytest.raises(ImportFailed):
        await draw(desk, ticket.batch_id, 1)


async def test_the_database_refuses_a_release_that_did_not_pass_the_gate(desk: Desk) -> None:
    batch_id = await batch(desk, 8600, 5)
    bypass = "UPDATE lists.batch SET released_at = now() WHERE id = :id"
    unreasoned = (
        "INSERT INTO lists.release (batch_id, at, released_by, gate, measure, threshold, sampled, good,"
        " rule_version, override_reason) VALUES (:id, now(), 'x', 'overridden', 'point', 0.85, 0, 0, 'x', ' ')"
    )
    for attack in (bypass, unreasoned):
        with pytest.raises(DBAPIError, match="violates check constraint"):
            async with desk.runtime.database.transaction() as session:
                await session.execute(text(attack), {"id": batch_id})


async def test_a_too_old_measurement_has_to_be_repeated(desk: Desk) -> None:
    batch_id = await measured(desk, 8700, good=57, sampled=60)
    async with desk.runtime.database.transaction() as session:
        later = desk.now + timedelta(days=365)
        with pytest.raises(ReleaseRefused) as refusal:
            await service.release(session, STEWARD, batch_id=batch_id, override_reason=None, at=later)
    assert refusal.value.code == "lists.measurement_too_old"


async def test_call_outcomes_flag_a_batch_that_falls_below_the_gate(desk: Desk) -> None:
    batch_id = await measured(desk, 9000, good=60, sampled=60)
    await release(desk, batch_id)
    async with desk.runtime.database.transaction() as session:
        found = await service.released_contacts(session, batch_id)
    outcomes = [ContactOutcome(one, good=place % 4 != 0, at=desk.now) for place, one in enumerate(found[:60])]
    for expected in ([batch_id], []):
        async with desk.runtime.database.transaction() as session:
            assert await service.record_outcomes(session, outcomes=outcomes, at=desk.now) == expected
    assert await events(desk, batch_id, "ListFlagged") == 1


async def test_the_point_setting_needs_the_owner_and_a_reason(desk: Desk) -> None:
    batch_id = await measured(desk, 9500, good=90, sampled=100)
    async with desk.runtime.database.transaction() as session:
        for by, reason, error in ((STEWARD, "小批次", NotAllowed), (OWNER, " ", OverrideReasonMissing)):
            with pytest.raises(error):
                await service.set_gate_measure(session, by, measure="point", reason=reason, at=desk.now)
        await service.set_gate_measure(session, OWNER, measure="point", reason="小批次", at=desk.now)
    assert (await release(desk, batch_id)).gate == "passed"
    async with desk.runtime.database.transaction() as session:
        await service.set_gate_measure(session, OWNER, measure="lower_bound", reason="还原", at=desk.now)
