"""Where the facts, targets and rules behind a line of a statement can be looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from callwright.flow.pay.contracts import Statement, StatementLine
from callwright.kernel.period import Month
from callwright.kernel.text import Text

SCORE, GOALS = "product §9.3", ("goals", "product §9.3")
PARAMETER = re.compile(r"^([a-z_]+\.[a-z_]+)@\d{4}-\d{2}-\d{2}")
TITLES = {
    "orders": Text("订单", "orders"),
    "calls": Text("通话", "calls"),
    "targets": Text("目标", "targets"),
    "scores": Text("考核得分", "scores"),
    "plan": Text("薪酬方案", "pay plan"),
    "rules": Text("规则参数", "rule parameters"),
}


def line_links(found: Statement, line: StatementLine) -> list[dict[str, Any]]:
    """The pages behind a line, each once: `kind`, `title`, `path`, and of rules the `versions` that were used.

    They are read out of the sources in the reason tree, so they hold for statements of every age.
    """
    sources = _sources(line.reason)
    about = Month.parse(line.corrects) if line.corrects else found.month
    paths = {
        "orders": any(each.startswith("orders") for each in sources),
        "calls": any(each.startswith("calls") for each in sources),
        "targets": any(each.startswith(GOALS) for each in sources),
        "scores": SCORE in sources or line.code.startswith("gate.") or line.code == "manager_bonus",
        "plan": not sources.isdisjoint(found.rule_versions) or line.code == "base_pay",
    }
    links = [
        _link(kind, _path(kind, found.person_id, about, found.month))
        for kind, there in paths.items()
        if there
    ]
    versions = sorted(each for each in sources.union(found.rule_versions) if PARAMETER.match(each))
    rules = _link("rules", _path("rules", found.person_id, about, found.month))
    return [*links, rules | {"versions": versions}] if versions else links


def _link(kind: str, path: str) -> dict[str, Any]:
    return {"kind": kind, "title": TITLES[kind].to_json(), "path": path}


def _path(kind: str, person_id: UUID, about: Month, month: Month) -> str:
    """`about` is the month the line is about, `month` the one it is paid in."""
    return {
        "orders": f"/orders?person={person_id}&month={about}",
        "calls": f"/calls?person={person_id}&month={about}",
        "targets": f"/people?tab=goals&month={about}",
        "scores": f"/people?tab=scores&month={about}",
        "plan": f"/pay?tab=plan&month={about}",
        "rules": f"/pay?tab=plan&month={month}",
    }[kind]


def _sources(reason: Mapping[str, Any]) -> set[str]:
    """Every source in a reason tree; a page waits for it, so no call per node."""
    found: set[str] = set()
    waiting = [reason]
    while waiting:
        node = waiting.pop()
        if node.get("source"):
            found.add(node["source"])
        waiting += node.get("children") or ()
    return found
