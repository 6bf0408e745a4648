"""What people ask of the dialer is carried out while they wait for it, or not at all."""

from __future__ import annotations

from sqlalchemy import text

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Verb
from callwright.platform.db import Session


async def _asked(session: Session) -> int:
    return await calls.ask(
        session, node="main", verb=Verb.DIAL, person_id=None, attempt_id=None, arguments={"e164": "+8613800000000"}
    )  # fmt: skip


async def test_a_click_of_a_minute_ago_dials_nobody(session: Session) -> None:
    old, new = await _asked(session), await _asked(session)
    statement = "UPDATE calls.command SET created_at = created_at - interval '1 minute' WHERE id = :id"
    await session.execute(text(statement), {"id": old})
    assert [one.id for one in await calls.waiting_commands(session, "main")] == [new]
    said = await calls.answer_of(session, old)
    assert said is not None
    assert said.error is not None
    assert said.error["code"] == "calls.dialer_does_not_answer"
    assert await calls.answer_of(session, new) is None
