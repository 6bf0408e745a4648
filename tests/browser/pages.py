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
    PageOfMenu("desk", "/desk", ""),
    PageOfMenu("wallboard", "/wallboard", "**/api/wallboard"),
    PageOfMenu("calling-why", "/calling?tab=why", ""),
    PageOfMenu("calling-lines", "/calling?tab=lines", ""),
    PageOfMenu("calling-rules", "/calling?tab=rules", ""),
    PageOfMenu("calls", "/calls", "**/api/calls?*"),
    PageOfMenu("call", "/calls/{call}", "**/api/calls/*"),
    PageOfMenu("my-numbers", f"/my-numbers?day={DAY}&person={{wang}}", "**/api/my-numbers*"),
    PageOfMenu("orders", "/orders", "**/api/orders?*"),
    PageOfMenu("goals", f"/people?tab=goals&month={MONTH}", "**/api/goals?*"),
    PageOfMenu("scores", f"/people?tab=scores&month={MONTH}", "**/api/scores?*"),
    PageOfMenu("people", "/people?tab=people", "**/api/people?*"),
    PageOfMenu("goal-plan", f"/people?tab=plan&month={MONTH}", "**/api/goals/plan?*"),
    PageOfMenu("key-work", f"/people?tab=work&month={MONTH}", "**/api/goals/key-work?*"),
    PageOfMenu("appraisal-project", "/appraisal?tab=project", "**/api/projects?*"),
    PageOfMenu("appraisal-cycles", "/appraisal?tab=cycles", "**/api/cycles?*"),
    PageOfMenu("grades", "/appraisal?tab=grades&which=all", "**/api/grades?*"),
    PageOfMenu("pay", f"/pay?month={MONTH}", "**/api/pay/statements?*"),
    PageOfMenu("pay-disputes", "/pay?tab=disputes", "**/api/pay/disputes?*"),
    PageOfMenu("pay-changes", f"/pay?tab=changes&month={MONTH}", "**/api/pay/leaves?*"),
    PageOfMenu("pay-plan", "/pay?tab=plan", "**/api/pay/plan?*"),
    PageOfMenu("pay-seeing", f"/pay?tab=seeing&month={MONTH}", "**/api/pay/fairness?*"),
    PageOfMenu("statement", f"/pay/{{wang}}/{MONTH}", f"**/api/pay/statements/*/{MONTH}"),
)
OUTSIDE = (PageOfMenu("sign-in", "/sign-in", ""), PageOfMenu("first-owner", "/first-owner?token=x", ""))
