"""The door of calls, one function per verb."""

from callwright.flow.calls.service.callable import next_leads
from callwright.flow.calls.service.describing import describe
from callwright.flow.calls.service.desk import (
    NOTHING_LEFT,
    desk,
    dialable,
    node_of,
    preview_next,
    skip,
    written_number,
)
from callwright.flow.calls.service.dialing import (
    answered_by_day,
    budget_of,
    dialings,
    note_pacing,
    pacing_samples,
    room,
    running_dialings,
    save_learned,
    set_dialing,
)
from callwright.flow.calls.service.disposing import dispose
from callwright.flow.calls.service.importing import import_call_records
from callwright.flow.calls.service.joining import give_customer, hand_over
from callwright.flow.calls.service.lines import (
    all_trunks,
    keep_line,
    keep_trunk,
    lines,
    note_trunk,
    only_simulated,
    resting_trunks,
    trunks_of_node,
)
from callwright.flow.calls.service.linking import link_contacts
from callwright.flow.calls.service.permission import permission
from callwright.flow.calls.service.placing import place, place_many
from callwright.flow.calls.service.progressing import advance, advance_many
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
from callwright.flow.calls.service.receiving import receive
from callwright.flow.calls.service.records_own import (
    OWN_SYSTEM,
    attempts_with_numbers,
    live_attempts_going_on,
    own_answered_attempts,
)
from callwright.flow.calls.service.records_sent import read_sent_file
from callwright.flow.calls.service.retry import put_back
from callwright.flow.calls.service.running import (
    answer,
    answer_of,
    ask,
    call_of,
    drop_leg,
    going_on,
    interrupted_people,
    legs,
    live_attempt,
    nodes_in_use,
    save_leg,
    undisposed,
    waiting_commands,
)
from callwright.flow.calls.service.settling import tell_settled
from callwright.flow.calls.service.telling import tell_leads_and_lists
from callwright.flow.calls.service.wallboard import board_campaigns, board_lines, calls_of
from callwright.flow.calls.service.webhook import (
    add_phone_system,
    phone_systems,
    receive_webhook,
    stop_phone_system,
    take_webhook_again,
    webhook_body,
    webhook_deliveries,
)
from callwright.flow.calls.service.webhook_taking import WebhookStep, take_webhooks

__all__ = [
    "NOTHING_LEFT",
    "OWN_SYSTEM",
    "WebhookStep",
    "activity",
    "activity_by_day",
    "add_phone_system",
    "advance",
    "advance_many",
    "all_trunks",
    "answer",
    "answer_of",
    "answered_by_day",
    "ask",
    "attempt",
    "attempts",
    "attempts_expecting_recording",
    "attempts_of_number",
    "attempts_page",
    "attempts_with_numbers",
    "attempts_with_recording_name",
    "board_campaigns",
    "board_lines",
    "budget_of",
    "call_of",
    "calls_of",
    "describe",
    "desk",
    "dialable",
    "dialings",
    "dispose",
    "drop_leg",
    "first_and_last_start",
    "give_customer",
    "going_on",
    "hand_over",
    "import_call_records",
    "interrupted_people",
    "keep_line",
    "keep_trunk",
    "ladder",
    "legs",
    "lines",
    "link_contacts",
    "live_attempt",
    "live_attempts_going_on",
    "newest_outcomes",
    "next_leads",
    "node_of",
    "nodes_in_use",
    "note_pacing",
    "note_trunk",
    "number_of",
    "only_simulated",
    "own_answered_attempts",
    "pacing_samples",
    "permission",
    "phone_systems",
    "place",
    "place_many",
    "preview_next",
    "put_back",
    "read_sent_file",
    "receive",
    "receive_webhook",
    "resting_trunks",
    "room",
    "running_dialings",
    "save_learned",
    "save_leg",
    "set_dialing",
    "skip",
    "stop_phone_system",
    "take_webhook_again",
    "take_webhooks",
    "tell_leads_and_lists",
    "tell_settled",
    "trunks_of_node",
    "undisposed",
    "waiting_commands",
    "webhook_body",
    "webhook_deliveries",
    "written_number",
]
