"""The review of doubtful pairs on the command line, for people and for programs."""

from __future__ import annotations

from pathlib import Path

from tests.db.flow.lists.conftest import HEADER, lines
from tests.db.flow.lists.test_commands import Command, command, write
from tests.db.flow.lists.test_pair_decisions import LEFT, RIGHT
from typer.testing import CliRunner

from callwright.app.cli import app

__all__ = ["command"]


def said(*words: str) -> str:
    """What a person reads."""
    done = CliRunner().invoke(app, ["lists", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_pair_is_listed_shown_decided_and_undone(command: Command, tmp_path: Path) -> None:
    source = write(tmp_path / "list.csv", HEADER + lines(0, 3) + LEFT + RIGHT)
    command("lists", "import", source, "--source", "命令行")
    [one] = command("lists", "pairs")["items"]
    short = one["id"][:8]
    assert one["left"]["line"] == 5
    shown = command("lists", "pair", short)
    assert shown["explanation"]["reasons"]
    assert "合计" in said("pair", short)
    done = command("lists", "decide", short, "same", "--reason", "同一栋楼")
    assert (done["state"], done["changed"], done["same_contact"]) == ("same", True, True)
    command("lists", "decide", short, "different", code="lists.pair_decided_otherwise")
    assert "同一客户 1" in said("pairs", "--state", "same")
    assert command("lists", "undo", short)["same_contact"] is False
    assert command("lists", "pairs")["total"] == 0
    command("lists", "pair", "ffffffff", code="lists.unknown_pair")


def test_a_batch_or_all_of_them_are_matched_again(command: Command, tmp_path: Path) -> None:
    source = write(tmp_path / "list.csv", HEADER + lines(0, 3) + LEFT + RIGHT)
    batch = command("lists", "import", source, "--source", "命令行")["batch_id"]
    [one] = command("lists", "rematch", batch[:8])
    assert (one["batch_id"], one["looked_at"], one["moved"], one["doubtful_pairs"]) == (batch, 5, 0, 1)
    assert one["batch_id"] in [found["batch_id"] for found in command("lists", "rematch", "--all")]
    assert f"{batch[:8]}  {one['model']}" in said("rematch", batch)
    command("lists", "rematch", "ffffffff", code="lists.unknown_batch")
