"""A working day of one agent: calls, breaks and troubles laid one after the other inside the shift."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from callwright.app.sample.calling import ANSWERED, CAMPAIGN_OF, AgentState, Attempt, NumberBook
from callwright.app.sample.outcomes import outcome_of, ring_seconds, talk_seconds, wrap_seconds
from callwright.app.sample.people import Employee, Style
from callwright.app.sample.recordings import RecordingDesk

NOON, AFTERNOON = dt.time(12), dt.time(14)


@dataclass(frozen=True)
class Block:
    """Time away from the phone: a state, its length in seconds and the reason the agent gave."""

    state: str
    seconds: int
    reason: str = ""


@dataclass
class DayLog:
    """Everything that happened; grows as days are laid out."""

    attempts: list[Attempt] = field(default_factory=list)
    states: list[AgentState] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """What a day depends on beside the person: how many dials (1.0 = the style's), luck, which month."""

    day: dt.date
    month_index: int
    dials: float
    luck: float


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
    _presence(chance, person, windows, log)
    count = max(3, round(style.dials * setting.dials * chance.uniform(0.82, 1.15)))
    blocks = _blocks(chance, style, setting)
    items: list[Block | None] = [*blocks, *([None] * count)]
    chance.shuffle(items)
    if setting.day.weekday() == 0:
        items.insert(0, Block("meeting", 1_200, "周一早会"))
    spare = sum((end - start).total_seconds() for start, end in windows) - _expected(style, count, blocks)
    pause = max(4.0, spare / (len(items) + 1))
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


def _windows(person: Employee, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
    first, last = (dt.time.fromisoformat(text) for text in person.shift)
    at = dt.datetime.combine
    return [(at(day, first), at(day, NOON)), (at(day, AFTERNOON), at(day, last))]


def _presence(
    chance: random.Random, person: Employee, windows: list[tuple[dt.datetime, dt.datetime]], log: DayLog
) -> None:
    """Log-in shortly after the shift begins, log-out about its end, the meal between."""
    late = dt.timedelta(seconds=chance.randint(0, 240))
    (start, noon), (afternoon, end) = windows
    log.states.append(AgentState(person.number, "logged_in", start + late, end))
    log.states.append(AgentState(person.number, "meal", noon, afternoon, "午休"))


def _expected(style: Style, count: int, blocks: list[Block]) -> float:
    """Seconds the day's items will take on average."""
    talked = style.answered * (style.effective * (style.talk * 1.2 + 55) + (1 - style.effective) * 25)
    return count * (24 + talked) + sum(block.seconds for block in blocks)


def _blocks(chance: random.Random, style: Style, setting: Setting) -> list[Block]:
    """Breaks everybody takes, and the lost time this person is known for."""
    blocks = [Block("break", chance.randint(420, 840), "小休") for _ in range(2)]
    if chance.random() < 0.4:
        blocks.append(Block("looking_up", chance.randint(240, 600), "查产品资料"))
    if style.trouble == "wrong_data":
        worse = 1.6 if setting.month_index else 1.0
        times = chance.randint(3, 6)
        blocks += [
            Block("wrong_data", round(chance.randint(360, 720) * worse), "号码打不通，自己上网找")
            for _ in range(times)
        ]
    elif style.trouble == "phone_trouble" and chance.random() < 0.55:
        blocks.append(Block("phone_trouble", chance.randint(1_800, 4_800), "线路断断续续"))
    elif style.trouble == "looking_up":
        blocks += [
            Block("looking_up", chance.randint(480, 960), "查报价和库存") for _ in range(chance.randint(4, 6))
        ]
    elif style.trouble == "coaching":
        blocks += [Block("training", chance.randint(1_500, 2_700), "辅导组员、听录音") for _ in range(6)]
    elif style.trouble == "fading":
        longer = 1 + setting.month_index * 0.6
        blocks += [Block("break", round(chance.randint(700, 1_300) * longer), "休息") for _ in range(3)]
    if style.answered == 0.40 and style.dials == 48 and setting.day.weekday() in {1, 3}:
        blocks.append(Block("training", 2_700, "新人培训"))
    return blocks


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
