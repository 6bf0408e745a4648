"""Telephony a newcomer can try at once: the switch is fetched, and a trunk leads to simulated customers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from callwright.adapters.asterisk.installation.installing import install
from callwright.app.settings import Settings
from callwright.app.telephony import SwitchSettings, telephony_folder
from callwright.app.terminal import messages
from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts.wallboard import OwnNumber
from callwright.platform.db import Session

TRUNK = "sample"
SAMPLE_TALK_SECONDS = 40.0
"""How long a customer of the sample trunk stays on the line."""
SAMPLE_LINES = 30
SHOWN = "4008001234"


def install_switch(settings: Settings) -> None:
    """Fetch the switch unless it is there, or the company runs its own."""
    if not SwitchSettings().url:
        install(telephony_folder(settings), say=lambda text: messages.print(text.pick(settings.lang)))


async def set_up_sample_trunk(session: Session, at: datetime) -> None:
    """A trunk to the simulated customers, and one line on it; what a person changed there stays."""
    if TRUNK in {one.name for one in await calls.all_trunks(session)}:
        return
    switch = SwitchSettings()
    address = f"127.0.0.1:{switch.customers_port}"
    await calls.keep_trunk(
        session, name=TRUNK, node=switch.node, address=address, at=at, calls_per_second=10, simulated=True
    )
    number = OwnNumber(SHOWN, "good", None, "")
    await calls.keep_line(session, name="sample", trunk=TRUNK, capacity=SAMPLE_LINES, numbers=[number])


def voices_folder(settings: Settings) -> Path:
    """Where the spoken customers of the sample company are kept."""
    return telephony_folder(settings) / "voices"
