"""A small house with every room in it, for planting violations: one docstring and lawful imports per module."""

from __future__ import annotations

from pathlib import Path

STAGES = [
    "lists",
    "leads",
    "floor",
    "calls",
    "recordings",
    "insights",
    "coaching",
    "orders",
    "scores",
    "pay",
    "diagnosis",
    "boards",
]
REGISTERS = ["contacts", "staff", "catalog", "campaigns", "markets", "goals"]
FILES = {
    "errors": "from callwright.kernel import errors",
    "contracts": "from callwright.kernel import money",
    "events": "from callwright.platform import events",
    "ports": "from callwright.{room} import contracts",
    "decide/__init__": "",
    "decide/choice": "from callwright.{room} import contracts\nfrom callwright.rules.pay import formulas",
    "models": "import sqlalchemy\nfrom callwright.platform import db\nfrom callwright.{room} import contracts",
    "repository": "import sqlalchemy\nfrom callwright.{room} import models, contracts",
    "service": "import asyncio\nfrom callwright.{room} import repository, events, errors\n"
    "from callwright.{room}.decide import choice",
    "routes": "import fastapi\nfrom callwright.{room} import service\nfrom callwright.platform import http",
    "jobs": "from callwright.{room} import service\nfrom callwright.platform import jobs",
}
OTHERS = [
    "kernel/errors",
    "kernel/money",
    "kernel/clock",
    "platform/db",
    "platform/events",
    "platform/http",
    "platform/jobs",
    "rules/engine/scale",
    "rules/pay/formulas",
    "rules/appraisal/formulas",
    "rules/compliance/formulas",
    "adapters/asterisk/line",
    "adapters/spreadsheets/reader",
    "adapters/speech/recogniser",
    "flow/lists/clean/steps",
    "app/api",
    "app/wiring",
]
LAWFUL = {
    "kernel/money": "from callwright.kernel import errors",
    "flow/lists/clean/steps": "import duckdb",
    "rules/pay/formulas": "from callwright.rules.engine import scale",
    "adapters/asterisk/line": "import asyncio\nfrom callwright.flow.calls import ports, contracts",
    "adapters/spreadsheets/reader": "import duckdb",
    "app/wiring": "from callwright.adapters.asterisk import line\nfrom callwright.flow.calls import models",
    "app/api": "from callwright.flow.pay import routes",
}


def build(root: Path, *, stages: list[str] | None = None) -> None:
    """Write the skeleton below `root`; `stages` limits the flow to some stages, as while the house is being built."""
    house = root / "callwright"
    rooms = [f"flow/{name}" for name in (stages or STAGES)] + [f"registers/{name}" for name in REGISTERS]
    for room in rooms:
        for name, body in FILES.items():
            _write(house / room / f"{name}.py", body.replace("{room}", room.replace("/", ".")))
    for name in OTHERS:
        if stages is None or not name.startswith(("flow/", "app/", "adapters/asterisk")):
            _write(house / f"{name}.py", LAWFUL.get(name, ""))
    for room in ("app", "adapters", "flow"):
        _write(house / room / "__init__.py", "")
    if stages is None:
        _join(house)


def _join(house: Path) -> None:
    """Let some stages use earlier doors, as real ones do."""
    for later, earlier in zip(STAGES[1:], STAGES, strict=False):
        service = house / "flow" / later / "service.py"
        service.write_text(
            service.read_text()
            + f"\nfrom callwright.flow.{earlier} import service as earlier, contracts as words\n"
            "from callwright.registers.staff import service as staff\n"
        )


def _write(path: Path, body: str) -> None:
    """One module, with `__init__.py` in every folder above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.parents:
        if (folder / "__init__.py").exists() or folder.name in {"src", ""}:
            break
        (folder / "__init__.py").write_text('"""A room."""\n')
        if folder.name == "callwright":
            break
    path.write_text(f'"""A module."""\n{body}\n')
