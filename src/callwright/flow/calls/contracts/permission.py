"""Whether a number may be dialed now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from callwright.kernel.text import Text

ALLOWED = Text("可以拨打。", "May be called.")


@dataclass(frozen=True)
class Verdict:
    """The answer of the gate (product §4.6). `rule` names the rule that bars ("" when allowed), `text` says why.

    `until`: the first moment (UTC) at which it may be allowed; None = not by waiting. `barred_by`: every rule that
    bars. `consent_ids`: the consents the call would stand on; whoever dials stamps their use.
    """

    allowed: bool
    rule: str = ""
    text: Text = ALLOWED
    until: datetime | None = None
    barred_by: tuple[str, ...] = ()
    consent_ids: tuple[int, ...] = ()
