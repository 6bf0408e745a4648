"""The commands keep the gate, the pool and the ledger: what is refused over HTTP is refused here, with its code."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.db.flow.leads.world import PEOPLE
from tests.db.flow.lists.conftest import HEADER, lines
from typer.testing import CliRunner

from callwright.app.cli import app
from callwright.platform.db import Database

Command = Callable[..., Any]
CAMPAIGNS = "- {code: go, target: {cities: [深圳]}}\n- {code: draft}\n"


@pytest.fixture
def command(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process on the test's database; `code` is the error it must end with."""
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("CALLWRIGHT_DATABASE_URL", url)
    monkeypatch.setenv("CALLWRIGHT_HOME", str(tmp_path / "home"))

    def run(*words: str | Path, code: str | None = None) -> Any:
        done = CliRunner().invoke(app, [*(str(word) for word in words), "--json"])
        answer = json.loads(done.stdout)
        if code is not None:
            assert (done.exit_code, answer["error"]["code"]) == (1, code), answer
            return answer["error"]
        assert done.exit_code == 0, answer
        return answer

    return run


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_no_command_passes_by_the_gate_or_the_ledger(command: Command, tmp_path: Path) -> None:
    command("staff", "import", write(tmp_path / "people.csv", PEOPLE))
    command("campaigns", "import", write(tmp_path / "c.yaml", CAMPAIGNS))
    source = write(tmp_path / "list.csv", HEADER + lines(0, 40) + "坏号公司,李,12345,\n")
    asked = ("lists", "import", source, "--source", "命令行", "--campaign", "go", "--price", "41")
    imported = command(*asked)
    batch = imported["batch_id"]
    assert (imported["screening"]["contacts"], imported["screening"]["suppressed"]) == (40, 0)
    assert command("lists", "screening", batch)["callable"] == 40
    command("lists", "release", batch, code="lists.not_measured")
    command("lists", "release", batch, "--override", "  ", code="lists.override_reason_missing")
    assert command("leads", "create", batch, "--campaign", "go")["created"] == 0
    assert [one["size"] for one in command("lists", "plan", batch)] == [40, 40, 40, 40, 34, 22]
    command("lists", "gate-measure", "point", code="lists.override_reason_missing")
    command("lists", "gate-measure", "whatever", "--reason", "x", code="lists.bad_gate_measure")
    assert command("lists", "gate-measure")["history"] == []

    worklist = tmp_path / "w.csv"
    command("lists", "sample", batch, "--size", "25", "-o", worklist)
    drawn = list(csv.DictReader(worklist.read_text("utf-8-sig").splitlines()))
    numbers = [row["号码"].split("|")[0] for row in drawn]
    refused = write(tmp_path / "r.csv", f"号码\n{numbers[0]}\n")
    assert command("lists", "suppress", refused, "--kind", "opted_out")["accepted"] == 1
    command("lists", "suppress", refused, "--kind", "protected", code="lists.bad_suppression_file")
    command("lists", "lift", "1", "--reason", "重新开放", code="lists.unknown_suppression")
    status = write(tmp_path / "s.csv", "号码,状态\n" + "".join(f"{one},实号\n" for one in numbers))
    command("lists", "number-status", batch, status, "--provider", "x", code="lists.unknown_provider")
    verified = command("lists", "number-status", batch, status)
    assert (verified["accepted"], verified["unknown_words"], verified["gate"]["state"]) == (25, {}, "passed")

    _after_release(command, batch, tmp_path)
    assert command(*asked[:-2], "--campaign", "draft")["already_imported"]


def _after_release(command: Command, batch: str, tmp_path: Path) -> None:
    """The pool and the claim sheet of the released batch."""
    released = command("lists", "release", batch)
    assert (released["gate"], released["suppressed"]) == ("passed", 1)
    leads = command("leads", "list", "--campaign", "go")["items"]
    [barred] = [one for one in leads if one["state"] == "barred"]
    command("leads", "claim", barred["id"], "--person", "E001", code="leads.barred")
    command("leads", "create", batch, "--campaign", "draft", code="campaigns.target_missing")
    first = command("leads", "claim-many", "--person", "E001", "--campaign", "go", "--count", "30")
    limit = first["standing"]["claims_per_day"]
    assert (len(first["claimed"]), {one["code"] for one in first["refused"]}) == (
        limit,
        {"leads.claim_limit"},
    )
    free = next(
        one["id"] for one in leads if one["id"] not in {x["id"] for x in first["claimed"]} | {barred["id"]}
    )
    command("leads", "return", first["claimed"][0]["id"])
    command("leads", "claim", free, "--person", "E001", code="leads.claim_limit")

    [compared] = command("lists", "sources")
    assert (compared["good"], compared["sampled"], compared["cost_per_accurate_row"]) == (25, 25, "1.0250")
    sheet = tmp_path / "claim.xlsx"
    claim = command("lists", "claim-sheet", batch, "-o", sheet)
    assert (claim["rows"], claim["total"]) == (1, "1.00")
    assert len(openpyxl.load_workbook(sheet).sheetnames) == 4
    listed = tmp_path / "suppressed.xlsx"
    assert command("lists", "suppressed", batch, "-o", listed)["rows"] == 1
