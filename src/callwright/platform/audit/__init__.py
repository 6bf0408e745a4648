"""Who did what to which thing: an append-only trail that the database refuses to edit."""

from callwright.platform.audit.service import record

__all__ = ["record"]
