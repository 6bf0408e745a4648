"""The door of the leads stage."""

from callwright.flow.leads.service.advancing import advance, bar_refused
from callwright.flow.leads.service.assigning import assign
from callwright.flow.leads.service.creating import create_from_batch
from callwright.flow.leads.service.pool import claim, hand_over, return_expired, return_lead
from callwright.flow.leads.service.reading import batch_fit, lead, leads_page

__all__ = [
    "advance",
    "assign",
    "bar_refused",
    "batch_fit",
    "claim",
    "create_from_batch",
    "hand_over",
    "lead",
    "leads_page",
    "return_expired",
    "return_lead",
]
