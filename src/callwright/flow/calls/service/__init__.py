"""The door of calls, one function per verb."""

from callwright.flow.calls.service.describing import describe
from callwright.flow.calls.service.importing import import_call_records
from callwright.flow.calls.service.linking import link_contacts
from callwright.flow.calls.service.reading import (
    activity,
    activity_by_day,
    attempt,
    attempts,
    attempts_expecting_recording,
    attempts_of_number,
    attempts_page,
    attempts_with_recording_name,
    first_and_last_start,
    ladder,
    newest_outcomes,
    number_of,
)
from callwright.flow.calls.service.telling import tell_leads_and_lists

__all__ = [
    "activity",
    "activity_by_day",
    "attempt",
    "attempts",
    "attempts_expecting_recording",
    "attempts_of_number",
    "attempts_page",
    "attempts_with_recording_name",
    "describe",
    "first_and_last_start",
    "import_call_records",
    "ladder",
    "link_contacts",
    "newest_outcomes",
    "number_of",
    "tell_leads_and_lists",
]
