"""The door of the floor."""

from callwright.flow.floor.service.board import board
from callwright.flow.floor.service.declaring import allowed_states, declare, extend_wrap_up
from callwright.flow.floor.service.entering import enter, sign_off
from callwright.flow.floor.service.expiring import expire
from callwright.flow.floor.service.importing import import_states, record_phases
from callwright.flow.floor.service.limits import set_wrap_up, wrap_up_rule
from callwright.flow.floor.service.phones import (
    claim_phone,
    give_desk_phone,
    phone_registered,
    phone_settled,
    phone_wishes,
    phones,
    release_phone,
    renew_phones,
    report_phone,
)
from callwright.flow.floor.service.present import current
from callwright.flow.floor.service.reading import day_figures, timeline
from callwright.flow.floor.service.rolling import miscounted_days, pending_days, roll_up
from callwright.flow.floor.service.trouble import end_practice, finish

__all__ = [
    "allowed_states",
    "board",
    "claim_phone",
    "current",
    "day_figures",
    "declare",
    "end_practice",
    "enter",
    "expire",
    "extend_wrap_up",
    "finish",
    "give_desk_phone",
    "import_states",
    "miscounted_days",
    "pending_days",
    "phone_registered",
    "phone_settled",
    "phone_wishes",
    "phones",
    "record_phases",
    "release_phone",
    "renew_phones",
    "report_phone",
    "roll_up",
    "set_wrap_up",
    "sign_off",
    "timeline",
    "wrap_up_rule",
]
