"""What on the floor a lead should look at now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from callwright.flow.floor.contracts import Alarm, BoardPerson, CurrentState, State
from callwright.kernel.text import Text

_TEXTS: dict[str, Text] = {
    "floor.break_too_long": Text("{name}的小休已超过允许时长", "{name}'s break is longer than allowed"),
    "floor.meal_too_long": Text("{name}的用餐已超过允许时长", "{name}'s meal is longer than allowed"),
    "floor.phone_trouble": Text("{name}的电话持续故障", "{name}'s phone stays in trouble"),
    "floor.no_leads": Text("{name}没有线索可打", "{name} has no leads to call"),
}


def alarms(people: Iterable[BoardPerson], at: datetime, patience: timedelta) -> Iterator[Alarm]:
    """An alarm per person at most, oldest cause first.

    Breaks and meals: from the end of their allowed length. Phone trouble and missing leads: after `patience`.
    """
    found = [
        Alarm(code, one.person_id, since, _TEXTS[code].format(name=one.name))
        for one in people
        if one.current is not None
        for code, since in _cause(one.current, patience)
        if since <= at
    ]
    yield from sorted(found, key=lambda alarm: (alarm.since, alarm.person_id))


def _cause(now: CurrentState, patience: timedelta) -> Iterator[tuple[str, datetime]]:
    if now.state is State.BREAK and now.until is not None:
        yield "floor.break_too_long", now.until
    elif now.state is State.MEAL and now.until is not None:
        yield "floor.meal_too_long", now.until
    elif now.state is State.PHONE_TROUBLE:
        yield "floor.phone_trouble", now.since + patience
    elif now.state is State.NO_LEADS:
        yield "floor.no_leads", now.since + patience
