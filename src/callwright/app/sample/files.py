"""Writes the sample company's files into a folder, for the loader and for people who want to look at them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import xlsxwriter
import yaml

from callwright.app.sample.company import Company
from callwright.app.sample.lists import ListRow, SupplierList
from callwright.app.sample.sales import as_known_at, campaigns
from callwright.app.sample.sheets import (
    MAPPING,
    Sheet,
    agent_states,
    call_records,
    goal_sheets,
    order_lines,
    products,
    roster,
)
from callwright.kernel.period import Month

Writer = Callable[[Path], None]


@dataclass(frozen=True)
class SampleFiles:
    """Where each file is; months in order, oldest first."""

    folder: Path
    people: Path
    products: Path
    campaigns: Path
    pay_plan: Path
    lists: tuple[Path, ...]
    mapping: Path
    calls: tuple[Path, ...]
    states: tuple[Path, ...]
    orders_closed: dict[Month, Path]
    orders: Path
    goals: dict[Month, Path]
    recordings: Path


def write_files(company: Company, folder: Path) -> SampleFiles:
    """Write everything but the recordings; a file is complete or not there. Returns where each one is."""
    plan = company.plan
    files = _places(company, folder)
    plain = resources.files("callwright.rules.pay").joinpath("example_plan.yaml").read_text("utf-8")
    _keep(files.people, _workbook([roster(company.staff)]))
    _keep(files.products, _workbook([products()]))
    _keep(files.campaigns, _yaml(campaigns()))
    _keep(files.pay_plan, lambda path: _write_text(path, plain))
    _keep(files.mapping, _yaml(MAPPING))
    for each, path in zip(company.lists, files.lists, strict=True):
        _keep(path, _list_file(each))
        _keep(_truth_of(path), _truth(each.rows))
    for month, calls, states in zip(plan.months_with_days, files.calls, files.states, strict=True):
        dialed = [one for one in company.attempts if month.start <= one.start.date() < month.end]
        stood = [one for one in company.states if month.start <= one.start.date() < month.end]
        _keep(calls, _csv(call_records(dialed), "utf-8-sig"))
        _keep(states, _csv(agent_states(stood), "utf-8-sig"))
    for month, path in files.orders_closed.items():
        _keep(path, _workbook([order_lines(as_known_at(list(company.orders), plan.closing(month)))]))
    _keep(files.orders, _workbook([order_lines(company.orders)]))
    for month, path in files.goals.items():
        _keep(path, _workbook(goal_sheets(company.goals, month)))
    files.recordings.mkdir(parents=True, exist_ok=True)
    return files


def _places(company: Company, folder: Path) -> SampleFiles:
    months, lived = company.plan.months, company.plan.months_with_days
    return SampleFiles(
        folder=folder,
        people=folder / "people.xlsx",
        products=folder / "products.xlsx",
        campaigns=folder / "campaigns.yaml",
        pay_plan=folder / "pay-plan.yaml",
        lists=tuple(folder / "lists" / each.file_name for each in company.lists),
        mapping=folder / "calls" / "mapping.yaml",
        calls=tuple(folder / "calls" / f"calls-{month}.csv" for month in lived),
        states=tuple(folder / "floor" / f"states-{month}.csv" for month in lived),
        orders_closed={month: folder / "orders" / f"orders-{month}.xlsx" for month in company.plan.closed},
        orders=folder / "orders" / "orders.xlsx",
        goals={month: folder / "goals" / f"goals-{month}.xlsx" for month in months},
        recordings=folder / "recordings",
    )


def _keep(path: Path, write: Writer) -> None:
    """Write beside the place and move there, so that a killed run leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".part-{path.name}")
    write(part)
    part.replace(path)


def _truth_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}.truth.csv")


def _list_file(each: SupplierList) -> Writer:
    sheet = Sheet("名单", each.header, [row.cells for row in each.rows])
    if each.form == "xlsx":
        return _workbook([sheet])
    return _csv(sheet, "gb18030" if each.form == "gb18030" else "utf-8", title=each.title)


def _truth(rows: Sequence[ListRow]) -> Writer:
    """Beside each list: what a check of every data line would find, 1 = first line under the header."""
    found = [
        (number, row.truth.mobile if row.truth else "", row.fault or "有效")
        for number, row in enumerate(rows, 1)
    ]
    return _csv(Sheet("", ("row", "number", "verdict"), [*found]), "utf-8")


def _csv(sheet: Sheet, encoding: str, *, title: str = "") -> Writer:
    def write(path: Path) -> None:
        with path.open("w", encoding=encoding, newline="") as out:
            lines = csv.writer(out)
            if title:
                lines.writerow([title])
            lines.writerow(sheet.header)
            lines.writerows(sheet.lines)

    return write


def _workbook(sheets: Iterable[Sheet]) -> Writer:
    def write(path: Path) -> None:
        options = {"constant_memory": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(path), options) as book:
            # A fixed creation date: the same company gives the same bytes, so a second load is recognised.
            book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})
            bold = book.add_format({"bold": True})
            for sheet in sheets:
                page = book.add_worksheet(sheet.name)
                page.write_row(0, 0, sheet.header, bold)
                for number, line in enumerate(sheet.lines, start=1):
                    page.write_row(number, 0, line)
                page.freeze_panes(1, 0)

    return write


def _yaml(content: object) -> Writer:
    return lambda path: _write_text(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
