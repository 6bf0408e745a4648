"""The door of the leads stage."""

from callwright.flow.leads.service.advancing import advance, bar_refused
from callwright.flow.leads.service.assigning import assign
from callwright.flow.leads.service.creating import create_from_batch
from callwright.flow.leads.service.handing_over import hand_over
from callwright.flow.leads.service.holding import open_leads, refresh_holds
from callwright.flow.leads.service.pool import claim, claim_many, pool_standing, return_lead
from callwright.flow.leads.service.protecting import return_expired, return_warnings, warn_owners
from callwright.flow.leads.service.reading import batch_fit, lead, lead_history, leads_by_id, leads_page
from callwright.flow.leads.service.talking import keep_after_talk
from callwright.flow.leads.service.tasks import add_task, close_task, remind, reminders, tasks_page

__all__ = [
    "add_task",
    "advance",
    "assign",
    "bar_refused",
    "batch_fit",
    "claim",
    "claim_many",
    "close_task",
    "create_from_batch",
    "hand_over",
    "keep_after_talk",
    "lead",
    "lead_history",
    "leads_by_id",
    "leads_page",
    "open_leads",
    "pool_standing",
    "refresh_holds",
    "remind",
    "reminders",
    "return_expired",
    "return_lead",
    "return_warnings",
    "tasks_page",
    "warn_owners",
]
