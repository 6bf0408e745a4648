"""A working day of one agent: calls, breaks and troubles laid one after the other inside the shift."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from callwright.app.sample.blocks import Block, Setting, blocks_of
from callwright.app.sample.calling import ANSWERED, CAMPAIGN_OF, AgentState, Attempt, NumberBook
from callwright.app.sample.outcomes import outcome_of, ring_seconds, talk_seconds, wrap_seconds
from callwright.app.sample.people import Employee, Style
from callwright.app.sample.recordings import RecordingDesk

NOON, AFTERNOON = dt.time(12), dt.time(14)
Window = tuple[dt.datetime, dt.datetime]


@dataclass
class DayLog:
    """Everything that happened; grows as days are laid out."""

    attempts: list[Attempt] = field(default_factory=list)
    states: list[AgentState] = field(default_factory=list)


def work_day(
    chance: random.Random,
    person: Employee,
    setting: Setting,
    book: NumberBook,
    desk: RecordingDesk,
    log: DayLog,
) -> None:
    """Lay out one day of one person and append it to the log."""
    style = person.style
    if style is None:
        return
    windows = _windows(person, setting.day)
    first = len(log.states)
    _presence(chance, person, windows, log)
    count = max(3, round(style.dials * setting.dials * chance.uniform(0.82, 1.15)))
    blocks = blocks_of(chance, person, setting)
    items: list[Block | None] = [*blocks, *([None] * count)]
    chance.shuffle(items)
    if setting.day.weekday() == 0:
        items.insert(0, Block("meeting", 1_200, "周一早会"))
    spare = sum((end - start).total_seconds() for start, end in windows) - _expected(style, count, blocks)
    pause = max(4.0, spare / (len(items) + 1))
    _lay_out(chance, person, setting, book, desk, log, items, windows, pause)
    log.states += _waiting(chance, style, windows, log.states[first:])


def _lay_out(
    chance: random.Random,
    person: Employee,
    setting: Setting,
    book: NumberBook,
    desk: RecordingDesk,
    log: DayLog,
    items: list[Block | None],
    windows: list[Window],
    pause: float,
) -> None:
    """One item after the other with pauses between them; None = a dial. What does not fit is left undone."""
    slots = iter(windows)
    now, stop = next(slots)
    for item in items:
        now += dt.timedelta(seconds=round(min(chance.expovariate(1 / pause), 8 * pause)))
        needed = dt.timedelta(seconds=item.seconds if item else 120)
        if now + needed >= stop:
            following = next(slots, None)
            if following is None:
                return
            now, stop = following
        if item is None:
            now = _call(chance, person, setting, book, desk, log, now, stop)
        else:
            end = min(now + needed, stop)
            log.states.append(AgentState(person.number, item.state, now, end, item.reason))
            now = end


def _waiting(
    chance: random.Random, style: Style, windows: list[Window], declared: list[AgentState]
) -> list[AgentState]:
    """Between what was declared the agent stood ready; some of the time nobody can say what it was."""
    agent = declared[0].agent
    states = sorted(
        (one for one in declared if one.state not in {"logged_in", "meal"}), key=lambda one: one.start
    )
    dark = {"good": 0.03, "plain": 0.08, "poor": 0.2}[style.manner]
    found: list[AgentState] = []
    for number, (begin, stop) in enumerate(windows):
        now = max(begin, declared[0].start) if number == 0 else begin
        inside = [one for one in states if begin <= one.start < stop]
        for start, end in [*((one.start, one.end) for one in inside), (stop, stop)]:
            if (start - now).total_seconds() > 5 and chance.random() > dark:
                found.append(AgentState(agent, "ready", now, start))
            now = max(now, end)
    return found


def _windows(person: Employee, day: dt.date) -> list[Window]:
    first, last = (dt.time.fromisoformat(text) for text in person.shift)
    at = dt.datetime.combine
    return [(at(day, first), at(day, NOON)), (at(day, AFTERNOON), at(day, last))]


def _presence(chance: random.Random, person: Employee, windows: list[Window], log: DayLog) -> None:
    """Log-in shortly after the shift begins, log-out about its end, the meal between."""
    late = dt.timedelta(seconds=chance.randint(0, 240))
    (start, noon), (afternoon, end) = windows
    log.states.append(AgentState(person.number, "logged_in", start + late, end))
    log.states.append(AgentState(person.number, "meal", noon, afternoon, "午休"))


def _expected(style: Style, count: int, blocks: list[Block]) -> float:
    """Seconds the day's items will take on average."""
    talked = style.answered * (style.effective * (style.talk * 1.2 + 55) + (1 - style.effective) * 25)
    return count * (24 + talked) + sum(block.seconds for block in blocks)


def _call(
    chance: random.Random,
    person: Employee,
    setting: Setting,
    book: NumberBook,
    desk: RecordingDesk,
    log: DayLog,
    now: dt.datetime,
    stop: dt.datetime,
) -> dt.datetime:
    """Dial one number; returns the moment the agent is free again."""
    style = person.style
    assert style is not None
    target = book.next_target(person.number, person.department, setting.day)
    outcome = outcome_of(chance, style, target, setting.luck)
    inbound = outcome in ANSWERED and target.tries > 0 and chance.random() < 0.06
    recorded = None if inbound else desk.take(person, outcome, setting.day)
    ring = ring_seconds(chance, outcome)
    room = max(35, int((stop - now).total_seconds()) - ring)
    talk = recorded[1] if recorded else min(room, talk_seconds(chance, style, outcome))
    answer = now + dt.timedelta(seconds=ring) if outcome in ANSWERED else None
    end = now + dt.timedelta(seconds=ring + talk)
    book.take_back(person.number, target, outcome, setting.day)
    serial = f"C{setting.day:%Y%m%d}-{person.number}-{now:%H%M%S}"
    log.attempts.append(
        Attempt(
            id=serial,
            agent=person.number,
            to=target.to,
            inbound=inbound,
            start=now,
            answer=answer,
            end=end,
            outcome=outcome,
            campaign=CAMPAIGN_OF[person.department],
            recording=f"{serial}.wav" if recorded else "",
            dialog=recorded[0].name if recorded else "",
        )
    )
    free = min(end + dt.timedelta(seconds=wrap_seconds(chance, outcome)), max(end, stop))
    if outcome in {"effective", "interested", "ordered"} and free > end:
        log.states.append(AgentState(person.number, "wrap_up", end, free))
    return free + dt.timedelta(seconds=2)
