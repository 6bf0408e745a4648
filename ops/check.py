"""`make test` and `make check`: the same checks everywhere, each with its own line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

# A file stays with one process: its tests share a database. The long ones begin first. Calls need the cores
# for themselves.
TWO_AT_ONCE = ["-n", "2", "--dist", "loadfile"]
QUICK = [
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("lint", [BIN / "ruff", "check", "."]),
    ("types", [BIN / "mypy"]),
    ("imports", [BIN / "lint-imports", "--no-cache"]),
    ("unit", [BIN / "pytest", "-q", *TWO_AT_ONCE, "tests/unit", "tests/architecture"]),
]
REST = [
    ("web", [sys.executable, ROOT / "ops" / "build_web.py", "--check"]),
    ("stages", [BIN / "pytest", "-q", *TWO_AT_ONCE, "tests/flow", "tests/db", "tests/golden"]),
    ("telephone", [BIN / "pytest", "-q", "tests/telephony"]),
    ("browser", [BIN / "pytest", "-q", *TWO_AT_ONCE, "tests/browser"]),
]


def main(which: str) -> None:
    """Run the checks in order; the first failure ends the run with its output above."""
    for name, command in QUICK + (REST if which == "all" else []):
        begun = time.monotonic()
        print(f"── {name}", flush=True)
        if subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode != 0:
            sys.exit(f"── {name}: failed")
        print(f"── {name}: ok, {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "all")
