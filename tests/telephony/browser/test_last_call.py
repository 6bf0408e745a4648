"""A call that reached nobody does not just vanish from the desk."""

from __future__ import annotations

from playwright.async_api import expect
from tests.telephony.browser.agent_window import SOON, AgentWindow
from tests.telephony.browser.served import Served


async def test_the_desk_says_that_the_number_was_busy(
    served: Served, agents: tuple[AgentWindow, AgentWindow]
) -> None:
    centre, first = served.centre, agents[0]
    await first.start_work()
    assert (await served.get("E001", "/api/desk")).json()["last_call"] is None
    await centre.has_leg("E001", 30)
    answer = await centre.dial("E001", len(centre.numbers) - 1)
    assert answer.error is None
    await expect(first.at("last-call")).to_contain_text("占线", timeout=SOON)
    said = (await served.get("E001", "/api/desk")).json()["last_call"]
    assert (said["number"], said["ended_reason"]) == ("138****0822", "busy")
    assert (await served.get("E002", "/api/desk")).json()["last_call"] is None
