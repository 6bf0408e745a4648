"""A doubt from the matching itself, over HTTP to the decision, and what later imports make of the decision."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import text
from tests.db.flow.lists.conftest import HEADER, Desk, lines
from tests.db.flow.lists.ledgers import clean_slate
from tests.db.flow.lists.test_api import Browser

LEFT = "青岛朗明诺医疗器械有限公司,,13900010002,青岛市凤凰街12号\n"
RIGHT = "青岛朗明诺医疗器械有限公司,吴勇世,13800020002,青岛市梧桐路101号\n"
BRIDGE = "青岛朗明诺医疗器械有限公司,吴勇世,13900010002 13800020002,青岛市凤凰街12号\n"
NUMBERS = ("13900010002", "13800020002")


@pytest.fixture
async def doubt(desk: Desk) -> str:
    """A company that knows two rows of which nobody can be sure; the id of the pair."""
    await clean_slate(desk.runtime.database)
    await desk.import_(desk.keep(HEADER + lines(7000, 5) + LEFT + RIGHT, "doubt.csv"), source=_fresh())
    async with desk.runtime.database.transaction() as session:
        return str(await session.scalar(text("SELECT id FROM lists.pair")))


_used = iter(range(1_000_000))


def _fresh() -> str:
    return f"来源 {next(_used)}"


async def one_contact(desk: Desk) -> bool:
    """Whether the two first rows of the doubt are one contact now."""
    async with desk.runtime.database.transaction() as session:
        found = await session.scalars(
            text(
                "SELECT r.entity FROM lists.row r JOIN lists.batch b ON b.id = r.batch_id"
                " WHERE r.company LIKE '青岛朗明诺医疗%' ORDER BY b.first_row_id, r.row LIMIT 2"
            )
        )
        left, right = list(found)
    return bool(left == right)


async def import_more(desk: Desk, content: str) -> dict[str, Any]:
    """A later list, with a row that is not in any earlier one."""
    first = 8000 + next(_used)
    return await desk.import_(desk.keep(HEADER + lines(first, 1) + content), source=_fresh())


async def post(client: httpx.AsyncClient, pair: str, act: str, **body: str) -> dict[str, Any]:
    answer = await client.post(f"/api/lists/pairs/{pair}/{act}", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_the_queue_shows_both_sides_and_the_waterfall(desk: Desk, doubt: str) -> None:
    browser = Browser(desk)
    async with await browser.sign_in(["list_steward"]) as client:
        listed = (await client.get("/api/lists/pairs")).json()
        assert listed["counts"] == {"open": 1, "same": 0, "different": 0, "undone": 0}
        [item] = listed["items"]
        assert (item["id"], item["state"], item["same_contact"]) == (doubt, "open", False)
        assert 0.5 <= item["probability"] < 0.95
        assert (item["left"]["line"], item["right"]["line"]) == (7, 8)
        assert item["left"]["original"]["电话"] == NUMBERS[0]
        shown = (await client.get(f"/api/lists/pairs/{doubt}")).json()
        why = shown["explanation"]
        assert why["prior_bits"] + sum(bar["bits"] for bar in why["reasons"]) == pytest.approx(why["bits"])
        assert why["probability"] == pytest.approx(item["probability"], abs=1e-6)
        assert all(bar["field"]["zh"] and bar["level"]["en"] for bar in why["reasons"])
        assert (await client.get(f"/api/lists/pairs?batch={item['batch_id']}&state=all")).json()["total"] == 1
        assert (await client.get("/api/lists/pairs?state=same")).json()["total"] == 0
        missing = await client.get("/api/lists/pairs/00000000-0000-0000-0000-000000000000")
        assert (missing.status_code, missing.json()["code"]) == (404, "lists.unknown_pair")


async def test_who_may_not_see_numbers_sees_none_and_who_may_not_write_decides_nothing(
    desk: Desk, doubt: str
) -> None:
    browser = Browser(desk)
    async with await browser.sign_in(["team_lead"]) as client:
        for path in ("/api/lists/pairs", f"/api/lists/pairs/{doubt}"):
            answer = await client.get(path)
            assert answer.status_code == 200
            assert not any(number in answer.text for number in NUMBERS)
        for act, body in (("decide", {"decision": "same"}), ("undo", {})):
            assert (await client.post(f"/api/lists/pairs/{doubt}/{act}", json=body)).status_code == 403
    async with await browser.sign_in(["agent"]) as client:
        assert (await client.get("/api/lists/pairs")).status_code == 403


async def test_the_same_holds_in_later_imports_until_it_is_undone(desk: Desk, doubt: str) -> None:
    async with await Browser(desk).sign_in(["list_steward"]) as client:
        assert not await one_contact(desk)
        done = await post(client, doubt, "decide", decision="same", reason="同一栋楼")
        assert (done["changed"], done["state"], done["same_contact"]) == (True, "same", True)
        assert await one_contact(desk)
        await import_more(desk, LEFT)
        assert await one_contact(desk), "a later import took apart what a person had put together"
        await post(client, doubt, "undo", reason="看错了")
        assert not await one_contact(desk)
        await import_more(desk, RIGHT)
        assert not await one_contact(desk)
        again = await client.post(f"/api/lists/pairs/{doubt}/undo", json={})
        assert (again.status_code, again.json()["changed"]) == (200, False)


async def test_different_holds_against_new_evidence_until_it_is_undone(desk: Desk, doubt: str) -> None:
    async with await Browser(desk).sign_in(["list_steward"]) as client:
        await post(client, doubt, "decide", decision="different")
        refused = await client.post(f"/api/lists/pairs/{doubt}/decide", json={"decision": "same"})
        assert (refused.status_code, refused.json()["code"]) == (409, "lists.pair_decided_otherwise")
        await import_more(desk, BRIDGE)
        assert not await one_contact(desk), "a later import put together what a person had kept apart"
        await post(client, doubt, "undo")
        await import_more(desk, LEFT)
        assert await one_contact(desk), "with the bridge and without the decision they are one"
