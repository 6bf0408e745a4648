"""The hand-made company inside a running product, brought in through its HTTP doors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.account import Account
from tests.browser.product import Product
from tests.flow.hand_company import ACCEPTED, Files
from tests.flow.thread import mark_all_good

MONTH = "2026-09"
LATER = "2026-10"
DAY = "2026-09-14"


@dataclass(frozen=True)
class Company:
    """The filled product, its accounts, and ids that pages are opened with."""

    product: Product
    owner: Account
    agent: Account
    batch: str
    people: dict[str, str]

    @property
    def address(self) -> str:
        return self.product.address

    def calls_of(self, number: str) -> list[dict[str, Any]]:
        """A person's calls as the owner sees them."""
        return list(self.owner.get("/api/calls", person=self.people[number], size="200")["items"])

    def recorded_call(self) -> dict[str, Any]:
        """A call of Wang that has a recording, with its measures."""
        call = next(one for one in self.calls_of("E01") if one["recording_name"])
        return dict(self.owner.get(f"/api/calls/{call['id']}"))


def fill(product: Product, files: Files, folder: Path) -> Company:
    """From the roster to closed pay; the goals of the month after stay unacknowledged."""
    owner = Account.owner_of(product)
    _registers(owner, files)
    batch = _released_list(owner, files, folder)
    _calls(owner, files)
    _closed_month(owner, files)
    people = {one["employee_number"]: one["id"] for one in owner.get("/api/people", size="200")["items"]}
    invited = product.program.run("staff", "invite", "E02")
    agent = Account.by_link(product, invited["token"])
    return Company(product, owner, agent, batch, people)


def fill_pay(product: Product, files: Files) -> Company:
    """Only what pay stands on: people, call records, orders, goals, one closed month; no lists."""
    owner = Account.owner_of(product)
    _registers(owner, files)
    mapping = files.mapping.read_text(encoding="utf-8")
    owner.send_files("/api/calls/import", "file", files.calls, mapping=mapping)
    _close(owner, files)
    people = {one["employee_number"]: one["id"] for one in owner.get("/api/people", size="200")["items"]}
    agent = Account.by_link(product, product.program.run("staff", "invite", "E02")["token"])
    return Company(product, owner, agent, "", people)


def _registers(owner: Account, files: Files) -> None:
    owner.send_files("/api/staff/import", "file", files.roster)
    owner.send_files("/api/products/import", "file", files.products)
    owner.send_files("/api/campaigns/import", "file", files.campaigns)


def _released_list(owner: Account, files: Files, folder: Path) -> str:
    owner.send_files("/api/lists", "files", files.prospects, source="黄页", campaign="autumn")
    batch = str(owner.get("/api/lists")["items"][0]["id"])
    owner.post(f"/api/lists/{batch}/sample", {"size": 30})
    worklist = folder / "worklist.xlsx"
    worklist.write_bytes(owner.client.get(f"/api/lists/{batch}/worklist.xlsx").content)
    mark_all_good(worklist)
    owner.send_files(f"/api/lists/{batch}/verify", "file", worklist)
    owner.post(f"/api/lists/{batch}/release", {"override_reason": None})
    return batch


def _calls(owner: Account, files: Files) -> None:
    mapping = files.mapping.read_text(encoding="utf-8")
    owner.wait_for("/api/leads", lambda leads: leads["total"] == ACCEPTED)
    owner.post("/api/leads/assign", {"campaign": "autumn", "method": "round_robin"})
    owner.send_files("/api/calls/import", "file", files.calls, mapping=mapping)
    owner.send_files("/api/floor/import", "file", files.states)
    owner.send_files("/api/recordings/import", "files", *sorted(files.recordings.rglob("*.wav")))
    owner.result_of(owner.post("/api/insights/run")["job_id"])


def _closed_month(owner: Account, files: Files) -> None:
    _close(owner, files)
    owner.result_of(owner.post("/api/diagnosis/run")["job_id"])


def _close(owner: Account, files: Files) -> None:
    owner.send_files("/api/orders/import", "file", files.orders)
    owner.send_files("/api/goals/import", "file", files.goals)
    owner.send_files("/api/goals/import", "file", files.goals_later)
    owner.post(f"/api/goals/{MONTH}/acknowledge", {"everybody": True})
    owner.post(f"/api/scores/{MONTH}/close", {"override_reason": None})
    owner.post("/api/pay/plans", {"text": files.pay_plan.read_text("utf-8")})
    owner.post(f"/api/pay/{MONTH}/close")
