"""Signs that somebody is burning out, from the own days before; pure, so that it can be argued about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from statistics import fmean

from callwright.flow.coaching.contracts.growing import Sign
from callwright.rules.coaching.growing import GrowingParameters


def longest_run(refused: Sequence[bool]) -> int:
    """The longest row of refusals among answered calls in their order."""
    longest = run = 0
    for one in refused:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def signs(
    *,
    refused_today: Sequence[bool],
    abused_on: Sequence[dt.date],
    utilisation: Mapping[dt.date, float],
    moods: Mapping[dt.date, int],
    today: dt.date,
    rules: GrowingParameters,
) -> tuple[Sign, ...]:
    """What was seen; each limit is reached by equality.

    Utilisation and moods are of days up to `today`; too few days before give no sign of falling.
    """
    found = []
    run = longest_run(refused_today)
    if run >= rules.refusal_run:
        found.append(Sign("refusal_run", run, rules.refusal_run))
    recent_abuse = sum(0 <= (today - day).days < rules.abuse_days for day in abused_on)
    if recent_abuse:
        found.append(Sign("abuse", recent_abuse, 1))
    fall = _fall(utilisation, rules)
    if fall is not None and fall >= float(rules.talk_fall):
        found.append(Sign("talk_fall", fall, float(rules.talk_fall)))
    days = sorted(moods, reverse=True)[: rules.recent_days]
    if days and fmean(moods[day] for day in days) <= float(rules.low_mood):
        found.append(Sign("low_mood", fmean(moods[day] for day in days), float(rules.low_mood)))
    return tuple(found)


def _fall(utilisation: Mapping[dt.date, float], rules: GrowingParameters) -> float | None:
    """1 − recent ÷ before, of means; None until there are as many days before as recent ones."""
    days = sorted(utilisation, reverse=True)
    recent = [utilisation[day] for day in days[: rules.recent_days]]
    before = [utilisation[day] for day in days[rules.recent_days : rules.recent_days + rules.before_days]]
    if len(recent) < rules.recent_days or len(before) < rules.recent_days or fmean(before) == 0:
        return None
    return 1 - fmean(recent) / fmean(before)
