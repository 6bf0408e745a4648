"""Writing to the audit trail, in the transaction of the act itself."""

from __future__ import annotations

from callwright.platform.audit.models import AuditEntry
from callwright.platform.db import Session
from callwright.platform.principal import Principal


async def record(
    session: Session,
    principal: Principal,
    *,
    action: str,
    object: str,  # noqa: A002 - the trail's own word
    details: dict[str, object] | None = None,
) -> None:
    """Append one act. `details` must be JSON-able and free of secrets and unmasked numbers."""
    entry = AuditEntry(
        account_id=principal.account_id,
        actor=principal.name,
        action=action,
        object=object,
        details=details or {},
    )
    session.add(entry)
    await session.flush()
