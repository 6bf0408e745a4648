"""`python -m bench quick` knows every bench, runs those that need no servers; one that fails stops no other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bench import __main__ as bench

ROOT = Path(__file__).parents[3]


def test_every_bench_has_a_short_form():
    assert sorted(bench.QUICK) == bench.names()


def test_quick_runs_benches_to_their_end():
    done = subprocess.run(
        [sys.executable, "-m", "bench", "quick", "permission_fuzz", "calling_at_a_thousand"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert done.stdout.splitlines()[-1] == "── 2 of 2 benches ran to their end"


def test_one_that_fails_stops_no_other(monkeypatch, capsys):
    ran = []

    def run(command, **_: object):
        ran.append(command[2])
        return subprocess.CompletedProcess(command, 1 if command[2] == "bench.floor_live" else 0)

    monkeypatch.setattr(bench.subprocess, "run", run)
    assert bench.main(["quick"]) == 1
    assert ran == [f"bench.{name}" for name in bench.names()]
    assert capsys.readouterr().out.splitlines()[-1] == "── floor_live FAILED"


@pytest.mark.parametrize("words", [["unheard_of"], ["quick", "unheard_of"]])
def test_a_name_that_is_none_is_refused(words, capsys):
    assert bench.main(words) == 2
    assert "unheard_of" in capsys.readouterr().out
