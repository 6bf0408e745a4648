"""The targets of people: a person's month is taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from callwright.kernel.errors import Rejection
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.tables import Table, normalise_header
from callwright.registers.goals.contracts import Directory, KnownPerson, Target
from callwright.registers.goals.decide.cells import Cells, Unreadable, month_of, number_of, positive, rows
from callwright.rules.appraisal.indicators import find_indicator
from callwright.rules.engine.parameters import parameter

WEIGHT, TARGET = Text("权重", "weight"), Text("目标值", "target")


@dataclass(frozen=True)
class Draft:
    """The goals of one person in one month as the sheet has them; `lines` are its rows."""

    month: Month
    person: KnownPerson
    post: str
    targets: tuple[Target, ...]
    rows: tuple[Cells, ...]
    reason: str = ""


def read_targets(
    table: Table, directory: Directory, posts: Mapping[str, str]
) -> tuple[list[Draft], list[Rejection]]:
    """Usable sets of goals, and every row of those that cannot be used, each with its reason."""
    groups: dict[tuple[Month, object], tuple[KnownPerson, list[Cells]]] = {}
    rejected: list[Rejection] = []
    fields = ("month", "employee_number|name", "indicator", "weight", "target")
    for row in rows(table, fields, optional=("post", "reason")):
        try:
            month, person = month_of(row["month"]), _person(row, directory)
        except Unreadable as fault:
            rejected.append(row.rejected(fault.code, fault.text))
            continue
        groups.setdefault((month, person.person_id), (person, []))[1].append(row)
    drafts: list[Draft] = []
    for (month, _), (person, members) in groups.items():
        draft, faults = _read_set(month, person, members, posts)
        rejected += faults
        drafts += [draft] if draft else []
    return drafts, rejected


def _person(row: Cells, directory: Directory) -> KnownPerson:
    found = directory.find(row.person)
    if found is None:
        raise Unreadable("goals.unknown_person", directory.why_not(row.person))
    return found


def _read_set(
    month: Month, person: KnownPerson, members: list[Cells], posts: Mapping[str, str]
) -> tuple[Draft | None, list[Rejection]]:
    """One person's month; a single bad row rejects all of them, each row keeps its own reason."""
    faults: dict[int, Unreadable] = {}
    targets: list[Target] = []
    taken: dict[str, int] = {}
    for row in members:
        try:
            target = _target(row)
            _refuse_twice(target.indicator, taken)
            taken[target.indicator] = row.line
            targets.append(target)
        except Unreadable as fault:
            faults[row.line] = fault
    if not faults:
        targets = _in_percent(targets)
        faults = _weights_fault(targets, members, month)
    if faults:
        return None, [_listed(row, faults) for row in members]
    reason = next((row["reason"] for row in members if row["reason"]), "")
    return Draft(month, person, _post(person, members, posts), tuple(targets), tuple(members), reason), []


def _target(row: Cells) -> Target:
    indicator = find_indicator(row["indicator"])
    if indicator is None:
        text = Text("没有指标“{name}”。", "There is no indicator “{name}”.").format(name=row["indicator"])
        raise Unreadable("goals.unknown_indicator", text)
    return Target(indicator.id, _weight(row["weight"]), positive(row["target"], TARGET))


def _weight(raw: str) -> Decimal:
    weight = number_of(raw, WEIGHT)
    if not 0 < weight <= 100:
        text = Text("权重“{raw}”应在 0 到 100 之间。", "The weight “{raw}” is not between 0 and 100.")
        raise Unreadable("goals.bad_weight", text.format(raw=raw))
    return weight


def _refuse_twice(indicator: str, taken: Mapping[str, int]) -> None:
    if indicator in taken:
        text = Text("同一人同一指标与第 {line} 行重复。", "The same person and indicator as in line {line}.")
        raise Unreadable("goals.duplicate_row", text.format(line=taken[indicator]))


def _in_percent(targets: Iterable[Target]) -> list[Target]:
    """Weights that sum to 1 are percent cells of a spreadsheet (0.6 = 60 %)."""
    found = list(targets)
    if sum((each.weight for each in found), Decimal(0)) == 1:
        return [replace(each, weight=each.weight * 100) for each in found]
    return found


def _weights_fault(targets: list[Target], members: list[Cells], month: Month) -> dict[int, Unreadable]:
    wanted = parameter("appraisal.weights_total", on=month.start).number
    total = sum((each.weight for each in targets), Decimal(0))
    if total == wanted:
        return {}
    text = Text(
        "此人 {month} 的权重合计为 {total}，应为 {wanted}。",
        "The weights in {month} sum to {total}, not {wanted}.",
    ).format(month=month, total=f"{total.normalize():f}", wanted=f"{wanted.normalize():f}")
    return {row.line: Unreadable("goals.weights_not_100", text) for row in members}


def _listed(row: Cells, faults: Mapping[int, Unreadable]) -> Rejection:
    fault = faults.get(row.line)
    if fault is not None:
        return row.rejected(fault.code, fault.text)
    text = Text(
        "同一人的第 {line} 行有误，整组目标未采用。",
        "Line {line} of the same person is wrong, so none was taken.",
    )
    return row.rejected("goals.person_set_rejected", text.format(line=min(faults)))


def _post(person: KnownPerson, members: list[Cells], posts: Mapping[str, str]) -> str:
    """The post named in a row, else the one with a role description that fits a usual name, else that name."""
    named = next((row["post"] for row in members if row["post"]), "")
    return named or _described(person.posts, posts) or person.posts[0]


def _described(names: tuple[str, ...], posts: Mapping[str, str]) -> str | None:
    """A described post that is one of the names, else one that contains a name (“电销代表（一线）”)."""
    keys = {normalise_header(post): post for post in posts}
    wanted = [normalise_header(name) for name in names]
    exact = [keys[name] for name in wanted if name in keys]
    loose = [post for name in wanted for key, post in keys.items() if name in key]
    return next(iter([*exact, *loose]), None)
