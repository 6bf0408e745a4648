"""Tables of the floor: facts of the past, the present, and counted days."""

from callwright.flow.floor.models.facts import CallPhase, StateImport, StateInterval
from callwright.flow.floor.models.live import CurrentStateRow, PhoneRow, WrapUpSetting
from callwright.flow.floor.models.rolled import PersonDayRow

__all__ = [
    "CallPhase",
    "CurrentStateRow",
    "PersonDayRow",
    "PhoneRow",
    "StateImport",
    "StateInterval",
    "WrapUpSetting",
]
