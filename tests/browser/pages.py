"""Every page of the menu and what lies one click behind it, as addresses that can be typed."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.company import DAY, MONTH, Company


@dataclass(frozen=True)
class PageOfMenu:
    """A page: its name in pictures, its address, and the first answer it cannot do without."""

    name: str
    path: str
    needs: str

    def address(self, company: Company) -> str:
        """The address with this company's ids."""
        call = company.recorded_call()["id"] if "{call}" in self.path else ""
        return self.path.format(batch=company.batch, call=call, wang=company.people["E01"])


PAGES = (
    PageOfMenu("home", "/home", "**/api/findings*"),
    PageOfMenu("lists", "/lists", "**/api/lists?*"),
    PageOfMenu("list-import", "/lists/import", ""),
    PageOfMenu("list", "/lists/{batch}", "**/api/lists/*"),
    PageOfMenu("list-gate", "/lists/{batch}?tab=gate", ""),
    PageOfMenu("list-rows", "/lists/{batch}?tab=rows", ""),
    PageOfMenu("sources", "/lists/sources", "**/api/sources/comparison"),
    PageOfMenu("pairs", "/lists/pairs", "**/api/lists/pairs?*"),
    PageOfMenu("leads", "/leads", "**/api/leads?*"),
    PageOfMenu("pool", "/leads?tab=pool", ""),
    PageOfMenu("tasks", "/leads?tab=tasks", "**/api/leads/tasks?*"),
    PageOfMenu("calls", "/calls", "**/api/calls?*"),
    PageOfMenu("call", "/calls/{call}", "**/api/calls/*"),
    PageOfMenu("my-numbers", f"/my-numbers?day={DAY}&person={{wang}}", "**/api/my-numbers*"),
    PageOfMenu("orders", "/orders", "**/api/orders?*"),
    PageOfMenu("goals", f"/people?tab=goals&month={MONTH}", "**/api/goals?*"),
    PageOfMenu("scores", f"/people?tab=scores&month={MONTH}", "**/api/scores?*"),
    PageOfMenu("people", "/people?tab=people", "**/api/people?*"),
    PageOfMenu("pay", f"/pay?month={MONTH}", "**/api/pay/statements?*"),
    PageOfMenu("statement", f"/pay/{{wang}}/{MONTH}", f"**/api/pay/statements/*/{MONTH}"),
)
OUTSIDE = (PageOfMenu("sign-in", "/sign-in", ""), PageOfMenu("first-owner", "/first-owner?token=x", ""))
