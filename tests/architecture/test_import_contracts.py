"""The import contracts hold, and each of them breaks when its law is broken."""

# ruff: noqa: E501 - a plant is one line, so that the table can be read

from __future__ import annotations

import configparser
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.architecture import skeleton

HOUSE = Path(__file__).parents[2]
CONFIG = HOUSE / ".importlinter"
PROGRAM = Path(__file__).with_name("lint_planted.py")


@dataclass(frozen=True)
class Plant:
    """One violation: a line put into a file of the skeleton, and exactly the contracts it breaks."""

    title: str
    path: str
    text: str
    breaks: str


# In a house where every room is used, an import backwards also closes a circle; such plants name both contracts.
PLANTS = (
    Plant("nothing planted", "kernel/clock.py", "", ""),
    Plant("the kernel reaches the platform", "kernel/clock.py", "from callwright.platform import db", "rooms"),
    Plant("the platform knows a register", "platform/push.py", "import callwright.registers.staff.service", "rooms circles"),
    Plant("a register knows a stage", "registers/goals/service.py", "from callwright.flow.lists import service", "rooms circles"),
    Plant("a stage reaches an adapter", "flow/calls/jobs.py", "from callwright.adapters.asterisk import line", "rooms circles"),
    Plant("a stage starts the app", "flow/boards/jobs.py", "from callwright.app import wiring", "rooms circles"),
    Plant("an eighth room", "common/tools.py", "", "rooms"),
    Plant("a stage nobody put into the order", "flow/surveys/service.py", "", "flow"),
    Plant("a stage imports a later one", "flow/lists/service.py", "from callwright.flow.boards import contracts", "flow circles"),
    Plant("a stage subscribes upstream", "flow/leads/jobs.py", "from callwright.flow.pay import events", "flow circles"),
    Plant("a register knows a register", "registers/staff/service.py", "from callwright.registers.goals import service", "registers"),
    Plant("pay rules use appraisal rules", "rules/pay/formulas.py", "from callwright.rules.appraisal import formulas", "rules"),
    Plant("an adapter knows an adapter", "adapters/speech/recogniser.py", "import callwright.adapters.spreadsheets.reader", "adapters"),
    Plant("two modules of the kernel in a circle", "kernel/errors.py", "from callwright.kernel import money", "circles"),
    Plant("a stage opens another's tables", "flow/pay/repository.py", "from callwright.flow.scores import models", "doors"),
    Plant("a stage borrows another's decision", "flow/pay/service.py", "from callwright.flow.scores.decide import choice", "doors"),
    Plant("a stage opens a register's tables", "flow/leads/repository.py", "import callwright.registers.contacts.models", "doors"),
    Plant("a stage calls another's route", "flow/pay/routes.py", "from callwright.flow.scores.routes import x", "doors"),
    Plant("a stage borrows another's cleaning steps", "flow/leads/service.py", "from callwright.flow.lists.clean import steps", "doors"),
    Plant("an adapter calls a use case", "adapters/asterisk/line.py", "from callwright.flow.calls import service", "adapter-doors"),
    Plant("an adapter opens tables", "adapters/speech/recogniser.py", "from callwright.flow.insights import models", "adapter-doors"),
    Plant("models use the service", "flow/pay/models.py", "from callwright.flow.pay import service", "inside circles"),
    Plant("a decision reads the repository", "flow/pay/decide/choice.py", "from callwright.flow.pay import repository", "inside pure"),
    Plant("jobs use routes", "flow/pay/jobs.py", "from callwright.flow.pay import routes", "inside"),
    Plant("a contract knows a port", "flow/pay/contracts.py", "from callwright.flow.pay import ports", "inside circles"),
    Plant("a route reads its own repository", "flow/pay/routes.py", "from callwright.flow.pay import repository", "entrances"),
    Plant("a job writes tables itself", "registers/staff/jobs.py", "from callwright.registers.staff import models", "entrances"),
    Plant("a decision knows the database", "flow/calls/decide/choice.py", "import sqlalchemy", "pure"),
    Plant("a decision waits", "registers/goals/decide/choice.py", "import asyncio", "pure"),
    Plant("a rule speaks HTTP", "rules/compliance/formulas.py", "import httpx", "pure"),
    Plant("the kernel starts threads", "kernel/clock.py", "import threading", "pure"),
    Plant("DuckDB outside cleaning", "flow/boards/repository.py", "import duckdb", "duckdb"),
    Plant("DuckDB in the service of lists", "flow/lists/service.py", "import duckdb", "duckdb"),
    Plant("a service raises HTTP errors", "flow/orders/service.py", "from fastapi import HTTPException", "http"),
    Plant("a service writes SQL", "flow/orders/service.py", "from sqlalchemy import select", "sql"),
    Plant("a route writes SQL", "registers/staff/routes.py", "from sqlalchemy import select", "sql"),
)  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Title of each plant → ids of the contracts that broke."""
    root = tmp_path_factory.mktemp("house")
    skeleton.build(root)
    return lint(root, list(PLANTS))


def lint(root: Path, plants: list[Plant]) -> dict[str, set[str]]:
    """Check the skeleton at `root` once per plant, in one process of its own."""
    asked, answer = root / "plants.json", root / "answer.json"
    asked.write_text(json.dumps([{"path": plant.path, "text": plant.text} for plant in plants]))
    command = [sys.executable, str(PROGRAM), str(root), str(CONFIG), str(asked), str(answer)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    broken = json.loads(answer.read_text())
    return {plant.title: set(ids) for plant, ids in zip(plants, broken, strict=True)}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.title)
def test_exactly_the_contract_of_the_broken_law_breaks(plant: Plant, answers: dict[str, set[str]]) -> None:
    assert answers[plant.title] == set(plant.breaks.split())


def test_every_contract_has_a_plant() -> None:
    config = configparser.ConfigParser()
    config.read(CONFIG)
    contracts = {name.rpartition(":")[2] for name in config.sections() if ":contract:" in name}
    assert contracts == {name for plant in PLANTS for name in plant.breaks.split()}


def test_a_house_that_is_still_being_built_can_be_checked(tmp_path: Path) -> None:
    skeleton.build(tmp_path, stages=["lists", "calls"])
    nothing = PLANTS[0]
    assert lint(tmp_path, [nothing]) == {nothing.title: set()}


def test_the_contracts_hold_for_callwright() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
