"""Questions, corrections and drafts on the command line."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import yaml
from tests.db.flow.lists.test_commands import Command, command
from tests.db.flow.scores.company import CALENDAR, NOW, OCTOBER, a_full_october, close_scores
from typer.testing import CliRunner

from callwright.app.cli import app
from callwright.flow.pay import service as pay
from callwright.platform.db import Database, Session
from callwright.platform.principal import LOCAL_OPERATOR, Principal
from callwright.rules.pay.plan_files import example_plan

__all__ = ["command"]


async def closed_october(session: Session) -> dict[str, UUID]:
    ids = await a_full_october(session)
    await close_scores(session)
    await pay.close_pay(session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW, calendar=CALENDAR)
    return ids


@pytest.fixture
async def asked(database: Database) -> str:
    """October is closed and E001 questions a line; the id of the question."""
    async with database.transaction() as session:
        ids = await closed_october(session)
        owner = Principal(
            None, "E001", frozenset({"agent"}), frozenset({"pay.read"}), ids["E001"], frozenset({ids["E001"]})
        )
        found = await pay.dispute_line(
            session,
            person_id=ids["E001"],
            month=OCTOBER,
            place=1,
            question="少算了一单",
            principal=owner,
            at=NOW,
        )
    return str(found.id)


def test_a_question_is_answered_and_decided_and_pay_corrected_and_a_plan_tried(
    command: Command, asked: str, tmp_path: Path
):
    listed = command("pay", "disputes", "--undecided")
    assert [(each["id"], each["name"], each["state"]) for each in listed["items"]] == [
        (asked, "张三（E001）", "asked")
    ]
    assert "少算了一单" in CliRunner().invoke(app, ["pay", "disputes"]).stdout
    assert command("pay", "say", asked, "正在核对")["state"] == "answered"
    decided = ("pay", "decide", asked, "--accept", "--amount", "12.50", "--says", "补一单")
    assert command(*decided)["state"] == "accepted"
    command(*decided, code="pay.dispute_decided")
    assert command("pay", "disputes", "--undecided")["total"] == 0
    made = command("pay", "adjust", "E002", "--reason", "补发交通费", "--month", "2026-10", "30")
    assert (made["name"], made["amount"], made["taken_in"]) == ("李四（E002）", "30.00", None)
    command("pay", "adjust", "E002", "--reason", "不是数", "abc", code="pay.amount_missing")
    assert [each["amount"] for each in command("pay", "adjustments")] == ["30.00", "12.50"]
    draft = example_plan().document()
    draft["base_pay"]["rep"]["junior"] = "4500"
    file = tmp_path / "draft.yaml"
    file.write_text(yaml.safe_dump(draft), encoding="utf-8")
    tried = command("pay", "what-if", file, "2026-10")
    assert (tried["change"], len(tried["people"])) == ("500.00", 4)
    shown = CliRunner().invoke(app, ["pay", "what-if", str(file), "2026-10"]).stdout
    assert "张三（E001）" in shown
    assert "李四" not in shown
