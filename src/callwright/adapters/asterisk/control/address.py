"""Where a switch is controlled: our own one, or one that a company runs already."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from callwright.adapters.asterisk.configuration.base import USER
from callwright.adapters.asterisk.configuration.plan import SwitchPlan


@dataclass(frozen=True, slots=True)
class SwitchAddress:
    """`url` of the control interface ("http://host:port"), the login, the application whose events are ours.

    `recordings` is the folder of the recordings as the switch sees it; this process must see it under the same name.
    """

    node: str
    url: str
    user: str
    password: str
    application: str
    recordings: Path

    @classmethod
    def of_plan(cls, plan: SwitchPlan) -> SwitchAddress:
        """The address of a switch of our own."""
        url = f"http://{plan.control_host}:{plan.ports.http}"
        return cls(plan.node, url, USER, plan.password(), plan.application, plan.recordings)

    @property
    def login(self) -> dict[str, str]:
        """The header that signs a request in."""
        return {"Authorization": "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()}

    def __repr__(self) -> str:
        return f"SwitchAddress({self.node}, {self.url})"
