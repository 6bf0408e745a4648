"""`callwright lists preview` says of each file what the page says, and imports nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.db.flow.lists.conftest import HEADER, lines
from typer.testing import CliRunner

from callwright.app.cli import app
from callwright.platform.db import Database


def test_a_command_looks_at_files(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("CALLWRIGHT_DATABASE_URL", url)
    monkeypatch.setenv("CALLWRIGHT_HOME", str(tmp_path / "home"))
    good, bad = tmp_path / "a.csv", tmp_path / "b.csv"
    good.write_text(HEADER + lines(0, 7), encoding="gb18030")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = CliRunner().invoke(app, ["lists", "preview", str(good), str(bad), "--json"])
    assert done.exit_code == 0, done.output
    first, second = json.loads(done.stdout)
    assert (first["rows"], first["encoding"], first["missing"]) == (7, "GB18030", [])
    assert second["error"]["code"] == "tables.not_a_table"
    shown = CliRunner().invoke(app, ["lists", "preview", str(good), str(bad)])
    assert "公司名称" in shown.output
    assert "7" in shown.output
    assert not [path for path in (tmp_path / "home" / "files").rglob("*") if path.is_file()]
