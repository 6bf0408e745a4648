"""When a lead is called next, and on which number: facts about its attempts in, a plan out (product §4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callwright.flow.calls.contracts.records import FINAL_REFUSALS, WRONG_DATA, Outcome
from callwright.rules.calling.values_retry import RetryRules

ABANDONED = "abandoned"
"""Stands for the outcome of an attempt that was answered and found nobody."""

_ENDS = {
    Outcome.DO_NOT_CALL: "refused",
    Outcome.COMPLAINT: "refused",
    Outcome.REFUSED: "declined",
    Outcome.ORDERED: "ordered",
    Outcome.EFFECTIVE: "reached",
    Outcome.INTERESTED: "reached",
}
"""Outcomes after which a campaign does not try again by itself; the owner of the lead goes on with tasks."""
_STEPS = 400


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt at a lead. `outcome` is an Outcome or ABANDONED; `at` aware UTC."""

    at: datetime
    outcome: str
    e164: str
    attempt_id: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A number of the lead that may be used, with the zone of its clock."""

    e164: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes next: `stage` new, retry or done; done has no time and says why."""

    stage: str
    e164: str
    next_callable_at: datetime | None
    done_because: str = ""


def plan(
    rules: RetryRules,
    targets: Sequence[Target],
    tried: Sequence[Tried],
    *,
    available_from: datetime,
    callback_at: datetime | None = None,
) -> Plan:
    """The plan after these attempts (oldest first). `callback_at`: the time the last one agreed on.

    A lead never tried is new and callable from `available_from`. Ends: refused, declined, ordered, reached,
    attempts_spent, no_number.
    """
    usable = _usable(rules, targets, tried)
    if not tried:
        if not usable:
            return Plan("done", "", None, "no_number")
        return Plan("new", usable[0].e164, available_from)
    last = tried[-1]
    ended = _end(rules, usable, tried)
    if ended:
        return Plan("done", last.e164, None, ended)
    target = _next_target(usable, tried)
    if last.outcome == Outcome.CALLBACK and callback_at is not None:
        return Plan("retry", target.e164, callback_at + timedelta(hours=rules.missed_callback_hours))
    at = _first_moment(rules, target, tried)
    if at is None:
        return Plan("done", last.e164, None, "attempts_spent")
    return Plan("retry", target.e164, at)


def not_before(rules: RetryRules, target: Target, tried: Sequence[Tried], at: datetime) -> datetime | None:
    """A later moment before which a quota forbids `at`, for a lead whose time has come; None when it may be called.

    A lead that waited longer than planned may have come into the part of the day it was tried in before.
    """
    if not tried:
        return None
    same_part = tried[-1].outcome in WRONG_DATA or _is_quick_busy(rules, tried)
    return _held_until(rules, target, tried, at, same_part=same_part)


def part_of(parts: Sequence[time], clock: time) -> int:
    """Which part of the day a clock time lies in, from 0; before the first start it is still the last part."""
    begun = [index for index, start in enumerate(parts) if start <= clock]
    return begun[-1] if begun else len(parts) - 1


def _usable(rules: RetryRules, targets: Sequence[Target], tried: Sequence[Tried]) -> list[Target]:
    """Numbers that were not found wrong and are not spent."""
    wrong = {one.e164 for one in tried if one.outcome in WRONG_DATA}
    return [
        one
        for one in targets
        if one.e164 not in wrong and sum(each.e164 == one.e164 for each in tried) < rules.number_life
    ]


def _end(rules: RetryRules, usable: Sequence[Target], tried: Sequence[Tried]) -> str:
    for one in tried:
        if one.outcome in FINAL_REFUSALS:
            return "refused"
    ended = _ENDS.get(Outcome(tried[-1].outcome)) if tried[-1].outcome != ABANDONED else None
    if ended:
        return ended
    if not usable:
        return "attempts_spent" if any(one.outcome not in WRONG_DATA for one in tried) else "no_number"
    return "attempts_spent" if len(tried) >= rules.lead_life else ""


def _next_target(usable: Sequence[Target], tried: Sequence[Tried]) -> Target:
    """Busy and callbacks stay on the number; else the one tried least, in the order of the contact."""
    last = tried[-1]
    same = next((one for one in usable if one.e164 == last.e164), None)
    if same is not None and last.outcome in (Outcome.BUSY, Outcome.CALLBACK):
        return same
    return min(usable, key=lambda one: sum(each.e164 == one.e164 for each in tried))


def _first_moment(rules: RetryRules, target: Target, tried: Sequence[Tried]) -> datetime | None:
    """The first moment every rule and quota allows; None when no part of the day has room left."""
    last = tried[-1]
    at = max(_earliest(rules, target, tried), last.at + timedelta(minutes=rules.minimum_gap_minutes))
    same_part = last.outcome in WRONG_DATA or _is_quick_busy(rules, tried)
    for _ in range(_STEPS):
        later = _held_until(rules, target, tried, at, same_part=same_part)
        if later is None:
            return at
        at = later
    return None


def _is_quick_busy(rules: RetryRules, tried: Sequence[Tried]) -> bool:
    """Busy, and not for too many times in a row."""
    row = 0
    for one in reversed(tried):
        if one.outcome != Outcome.BUSY:
            break
        row += 1
    return 0 < row < rules.busy_in_a_row


def _earliest(rules: RetryRules, target: Target, tried: Sequence[Tried]) -> datetime:
    """Not before this moment, by what the last attempt came to."""
    last = tried[-1]
    if last.outcome == ABANDONED:
        return last.at + timedelta(hours=rules.abandoned_hours)
    if last.outcome in WRONG_DATA:
        return last.at
    if _is_quick_busy(rules, tried):
        return last.at + timedelta(minutes=rules.busy_minutes)
    days = {
        str(Outcome.ANSWERING_MACHINE): rules.machine_days,
        str(Outcome.SWITCHED_OFF): rules.switched_off_days,
        str(Outcome.ANSWERED): rules.answered_days,
        str(Outcome.CALLBACK): rules.answered_days,
    }.get(last.outcome)
    if days is None:
        return last.at
    day = last.at.astimezone(target.zone).date() + timedelta(days=days)
    return datetime.combine(day, time(), target.zone).astimezone(UTC)


def _held_until(
    rules: RetryRules, target: Target, tried: Sequence[Tried], at: datetime, *, same_part: bool
) -> datetime | None:
    """A later moment before which some rule forbids `at`; None when all allow it."""
    local = at.astimezone(target.zone)
    if local.time() < rules.parts[0]:
        return _at(local, rules.parts[0], target, 0)
    tomorrow = _at(local, rules.parts[0], target, 1)
    same_day = sum(one.at.astimezone(target.zone).date() == local.date() for one in tried)
    if same_day >= rules.lead_day:
        return tomorrow
    window = timedelta(days=rules.rolling_days)
    recent = sorted(one.at for one in tried if at - window < one.at)
    if len(recent) >= rules.lead_rolling:
        return recent[-rules.lead_rolling] + window
    part = part_of(rules.parts, local.time())
    used = [part_of(rules.parts, one.at.astimezone(target.zone).time()) for one in tried]
    if used.count(part) >= rules.part_of_day or (used[-1] == part and not same_part):
        following = [start for start in rules.parts if start > local.time()]
        return _at(local, following[0], target, 0) if following else tomorrow
    return None


def _at(local: datetime, clock: time, target: Target, days: int) -> datetime:
    return datetime.combine(local.date() + timedelta(days=days), clock, target.zone).astimezone(UTC)
