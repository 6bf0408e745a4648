"""Who is asking: the account, what its roles allow, and whose rows it may see."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class NotAllowed(CallwrightError):
    """The roles of the account do not include the permission."""

    status = 403
    code = "auth.not_allowed"
    text = Text(
        "您的角色没有此权限（{permission}）。如需要，请联系老板或管理员开通。",
        "Your role does not include this permission ({permission}). Ask the owner if you need it.",
    )


@dataclass(frozen=True)
class Principal:
    """The one who asks. `visible_people` are the people whose rows may be seen; None means the whole company."""

    account_id: uuid.UUID | None
    name: str
    roles: frozenset[str]
    permissions: frozenset[str] = field(default_factory=frozenset)
    person_id: uuid.UUID | None = None
    visible_people: frozenset[uuid.UUID] | None = frozenset()
    language: str = "zh"

    def may(self, permission: str) -> bool:
        """Whether the roles include a permission such as "pay.read"; "*" includes all."""
        return "*" in self.permissions or permission in self.permissions

    def demand(self, permission: str) -> None:
        """Raise NotAllowed (403) unless `may(permission)`."""
        if not self.may(permission):
            raise NotAllowed(permission=permission)

    def sees(self, person_id: uuid.UUID) -> bool:
        """Whether a person's rows are within this account's scope."""
        return self.visible_people is None or person_id in self.visible_people


LOCAL_OPERATOR = Principal(
    account_id=None,
    name="command line",
    roles=frozenset({"owner"}),
    permissions=frozenset({"*"}),
    visible_people=None,
)
"""Whoever can run commands on the server's own machine and read its data folder acts as the owner."""
