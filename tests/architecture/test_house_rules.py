"""The house rules hold for Callwright; each sees its planted violation and lets the lawful twin pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.architecture import house
from tests.architecture import house_rules as rules

SOURCE = house.House(Path(__file__).parents[2] / "src" / "callwright")
DOC = '"""Why it exists."""\n'
TABLE = 'class X(Base):\n    """Rows."""\n    __tablename__ = "x"\n    __table_args__ = ({"schema": "%s"},)\n'
NAMED = 'class X(Base):\n    __tablename__ = "x"\n    __table_args__ = ARGS\n'
KEY = 'class X(Base):\n    """Rows."""\n    y_id = mapped_column(ForeignKey("%s"))\n'

# rule, path, text that breaks it, text that keeps it (None: the same text is lawful at no place)
PLANTS = (
    (rules.known_folders, "shared_things/a.py", DOC, None),
    (rules.known_folders, "flow/surveys/service.py", DOC, None),
    (rules.known_folders, "flow/calls/logic.py", DOC, None),
    (rules.honest_names, "flow/calls/decide/helpers.py", DOC, None),
    (rules.honest_names, "platform/utils/dates.py", DOC, None),
    (rules.packages_are_packages, "flow/calls/decide/retry.py", DOC, None),
    (
        rules.rooms_introduce_themselves,
        "flow/pay/__init__.py",
        DOC,
        '"""Pay.\n\nTakes: a. Makes: b. Gives: c.\n"""\n',
    ),
    (
        rules.rooms_introduce_themselves,
        "flow/pay/__init__.py",
        '"""Takes: a. Makes: b. Gives: c."""\nfrom callwright.flow.pay.service import close\n',
        '"""Takes: a. Makes: b. Gives: c."""\n',
    ),
    (
        rules.nobody_commits_but_edges,
        "flow/pay/service.py",
        "await session.commit()",
        "await session.flush()",
    ),
    (
        rules.nobody_commits_but_edges,
        "flow/pay/repository.py",
        "session.begin()",
        "closing.begin(session); session.begin_nested()",
    ),
    (rules.nobody_commits_but_edges, "flow/pay/service.py", "context.transaction()", "context.progress()"),
    (
        rules.only_frozen_facts_cross_doors,
        "flow/pay/contracts.py",
        "@dataclass\nclass Line:\n    amount: Decimal\n",
        "@dataclass(frozen=True, slots=True)\nclass Line:\n    x: Decimal\nclass State(StrEnum):\n    OPEN = 'o'\n",
    ),
    (
        rules.only_frozen_facts_cross_doors,
        "flow/pay/events.py",
        "@dataclass(frozen=False)\nclass StatementClosed(Event): ...\n",
        "@dataclass(frozen=True)\nclass StatementClosed(Event): ...\n",
    ),
    (
        rules.only_frozen_facts_cross_doors,
        "flow/pay/contracts.py",
        "class Cache:\n    def __init__(self):\n        self._x = 1\n    def put(self):\n        self._x = 2\n",
        "class Lookup:\n    def __init__(self):\n        self._x = 1\n    def find(self):\n        return self._x\n",
    ),
    (rules.tables_live_in_their_room, "flow/calls/models.py", TABLE % "floor", TABLE % "calls"),
    (
        rules.tables_live_in_their_room,
        "flow/calls/models/attempts.py",
        TABLE.replace("schema", "x") % "",
        TABLE % "calls",
    ),
    (
        rules.tables_live_in_their_room,
        "flow/calls/models.py",
        'SCHEMA = "floor"\nARGS = {"schema": SCHEMA}\n' + NAMED,
        'SCHEMA = "calls"\nARGS = {"schema": SCHEMA}\n' + NAMED,
    ),
    (rules.foreign_keys_point_backwards, "flow/calls/models.py", KEY % "pay.line.id", KEY % "leads.lead.id"),
    (
        rules.foreign_keys_point_backwards,
        "registers/staff/models.py",
        KEY % "goals.goal.id",
        KEY % "staff.team.id",
    ),
    (
        rules.foreign_keys_point_backwards,
        "registers/staff/models.py",
        KEY % "calls.attempt.id",
        KEY % "auth.account.id",
    ),
    (
        rules.foreign_keys_point_backwards,
        "platform/jobs/models.py",
        KEY % "staff.person.id",
        KEY % "jobs.job.id",
    ),
    (
        rules.foreign_keys_point_backwards,
        "flow/calls/models.py",
        KEY % "attempt.id",
        KEY % "calls.attempt.id",
    ),
    (
        rules.sql_stays_in_repositories,
        "flow/pay/service.py",
        "await session.execute(x)",
        "await repository.lines(session)",
    ),
    (
        rules.sql_stays_in_repositories,
        "flow/pay/routes.py",
        "from sqlalchemy import text",
        "from decimal import Decimal",
    ),
    (rules.public_things_explain_themselves, "kernel/clock.py", "x = 1\n", DOC + "x = 1\n"),
    (
        rules.public_things_explain_themselves,
        "flow/pay/service/closing.py",
        DOC + "async def close(session): ...\n",
        DOC + 'async def close(session):\n    """Close."""\ndef _part(): ...\n',
    ),
    (rules.money_is_decimal, "flow/pay/contracts.py", "unit_price: float", "unit_price: Decimal"),
    (
        rules.money_is_decimal,
        "flow/pay/models.py",
        "amount: Mapped[Decimal] = mapped_column(Float)",
        "price_share: float",
    ),
    (
        rules.money_is_decimal,
        "rules/pay/formulas.py",
        "base_pay: float | None = None",
        "revenue_completion: float",
    ),
    (rules.files_stay_small, "flow/pay/service.py", "x = 1\n" * 401, "x = 1\n" * 400),
)


def planted(root: Path, path: str, text: str) -> house.House:
    """A house of one file."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    return house.House(root)


@pytest.mark.parametrize(
    ("rule", "path", "broken", "kept"),
    PLANTS,
    ids=[f"{plant[0].__name__}-{i}" for i, plant in enumerate(PLANTS)],
)
def test_a_rule_sees_its_violation_and_nothing_else(
    rule: rules.Rule, path: str, broken: str, kept: str | None, tmp_path: Path
) -> None:
    assert list(rule(planted(tmp_path, path, broken)))
    if kept is not None:
        assert not list(rule(planted(tmp_path, path, kept)))


def test_every_rule_has_a_plant() -> None:
    assert {plant[0] for plant in PLANTS} == set(rules.RULES)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: rules.Rule) -> None:
    violations = list(rule(SOURCE))
    assert not violations, "\n".join(map(str, violations))


def test_files_and_functions_stay_within_the_targets() -> None:
    found = house.sizes(SOURCE)
    assert found.files[0] <= 90, found
    assert found.files[1] <= 350, found
    assert found.files[2] <= 500, found
    assert found.functions[0] <= 10, found
    assert found.functions[1] <= 40, found


def test_sizes_are_measured_as_described(tmp_path: Path) -> None:
    small = planted(tmp_path, "kernel/a.py", DOC + "def f():\n    x = 1\n    return x\n")
    assert house.sizes(small) == house.Sizes(files=(4, 4, 4), functions=(3, 3, 3))


def test_the_top_of_the_repository_holds_only_known_things() -> None:
    root = SOURCE.package.parents[1]
    known = {"docs", "src", "web", "migrations", "samples", "tests", "bench", "ops"}
    tracked = {path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")}
    generated = {"__pycache__", "node_modules", "dist", "build", "data", "test-results"}
    assert tracked - generated <= known
