"""The floor on the command line, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from tests.db.flow.leads.world import PEOPLE
from tests.db.flow.lists.test_commands import CAMPAIGNS, Command, command, write
from typer.testing import CliRunner

from callwright.app.cli import app

__all__ = ["command"]


@pytest.fixture(autouse=True)
def log_is_left_alone() -> Iterator[None]:
    """A command writes its log to the runner's error stream, which is closed when the command has ended."""
    yield
    structlog.reset_defaults()


def said(*words: str) -> str:
    """What a person reads."""
    done = CliRunner().invoke(app, ["floor", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_desk_phone_a_wrap_up_and_the_board(command: Command, tmp_path: Path) -> None:
    roster = write(tmp_path / "people.csv", PEOPLE)
    number = roster.read_text("utf-8").splitlines()[1].split(",")[0]
    command("staff", "import", roster)
    given = command("floor", "phone", number)
    assert given["name"].startswith("agent-")
    assert len(given["password"]) >= 32
    assert given["password"] != command("floor", "phone", number)["password"]
    board = command("floor", "board")
    me = next(one for one in board["people"] if one["employee_number"] == number)
    assert (me["state"], me["phone"]) == ("offline", "not_registered")
    assert said("board") == "\n"

    command("campaigns", "import", write(tmp_path / "c.yaml", CAMPAIGNS))
    assert command("floor", "wrap-up", "go")["seconds"] == 30
    assert command("floor", "wrap-up", "go", "--seconds", "45", "--then", "break")["then"] == "break"
    assert said("wrap-up", "go").strip() == "45s → break"
    command("floor", "wrap-up", "nowhere", "--seconds", "45", code="campaigns.not_found")
    wrong = CliRunner().invoke(app, ["floor", "wrap-up", "go", "--seconds", "5", "--then", "talking"])
    assert wrong.exit_code == 2
