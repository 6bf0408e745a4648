"""Prints ratio, abandoned share and goals for Callwright and its peers, all from one simulated world.

`python -m bench.pacing quick` (the default) takes about ten minutes on two processors, `full` some hours. Single parts:
`speed`, `goals`, `careful`, `deferral`, `shock`, `peers`, `month`, each with the depth of `full` unless `quick` is
asked for too. Definitions of every figure: docs/reference/pacing.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import product

from bench.pacing.at_once import at_once
from bench.pacing.figures import DayFigures, together
from bench.pacing.floor import Pacing
from bench.pacing.goals import DECISION_MILLISECONDS, GOALS, SHOCK_GOALS, Goal
from bench.pacing.measuring import campaign, decision_milliseconds, peer, shocks
from bench.pacing.months import lived, random_month
from bench.pacing.peers import AdaptiveLevel, FixedRatio, LevelSettings, SoonFree
from bench.pacing.world import World

TEAMS = (5, 20, 50, 100, 300)


@dataclass(frozen=True)
class Depth:
    """How much is simulated.

    Campaigns of `days`, one per seed; peers one day of `peer_hours`, with every `peer_step`-th of their settings;
    `shocks` sudden changes per team; `months` random months with days of at most `month_hours`.
    """

    teams: tuple[int, ...] = TEAMS
    seeds: tuple[int, ...] = (1, 2, 3)
    days: int = 5
    peer_hours: float = 8.0
    peer_step: int = 1
    shocks: dict[int, int] = field(default_factory=lambda: {5: 40, 20: 16, 50: 8, 100: 6})
    months: int = 40
    month_hours: float = 1.0


FULL = Depth()
QUICK = Depth(
    teams=(5, 20, 100),
    seeds=(1,),
    days=2,
    peer_hours=3.0,
    peer_step=3,
    shocks={5: 12, 20: 6, 50: 2, 100: 2},
    months=8,
    month_hours=0.25,
)


def line(name: str, agents: int, found: DayFigures, goal: float | None = None) -> None:
    """One row: ratio, abandoned share, and whether the goal is reached within the budget."""
    reached = "" if goal is None else f"goal {goal:6.1%}  {'reached' if found.ratio >= goal else 'MISSED'}"
    print(
        f"{name:44} N={agents:<4} ratio {found.ratio:6.2%}  abandoned {found.abandoned_share:6.3%} of "
        f"{found.answered:<7} interrupting {found.interrupted_share:5.1%}  {reached}",
        flush=True,
    )


def goal(wanted: Goal, depth: Depth) -> None:
    """Ours against one row of goals: all seeds and days together, the first day included."""
    teams = [agents for agents in wanted.ratios if agents in depth.teams]
    tasks = [
        partial(
            campaign,
            World(agents),
            wanted.share,
            seed=seed,
            days=depth.days,
            polite_deferral=wanted.polite_deferral,
        )
        for agents, seed in product(teams, depth.seeds)
    ]
    found = at_once(tasks)
    for place, agents in enumerate(teams):
        campaigns = found[place * len(depth.seeds) : (place + 1) * len(depth.seeds)]
        every = together(day for one in campaigns for day in one)
        line(f"Callwright, {wanted.name}", agents, every, wanted.ratios[agents])
        later = together(day for one in campaigns for day in one[1:] or one)
        worst = max(together(one).abandoned_share for one in campaigns)
        each = " ".join(f"{together(one).ratio:.2%}" for one in campaigns)
        print(f"{'':44} without the first day {later.ratio:6.2%}; worst campaign {worst:6.3%}; each {each}")


LEVELS = tuple(
    LevelSettings(limit, highest, intensity, extra)
    for limit in ("hard", "average", "tapered")
    for highest in (1.5, 2.0, 3.0, 6.0)
    for intensity, extra in ((0.0, 0.0), (-50.0, 0.0), (0.0, -1.0), (0.0, -2.0))
)
RATIOS = (1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0)
SURENESS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
Makes = Sequence[Callable[[], Pacing]]
SETTINGS: dict[str, Makes] = {
    "fixed ratio": [partial(FixedRatio, ratio) for ratio in RATIOS],
    "adaptive level (like VICIdial)": [partial(AdaptiveLevel, level) for level in LEVELS],
    "soon free (like Issabel)": [
        partial(SoonFree, sureness, overcommit=over) for sureness, over in product(SURENESS, (False, True))
    ],
}
AS_THEY_COME: dict[str, Callable[[], Pacing]] = {
    "one call per free agent": partial(FixedRatio, 1.0),
    "adaptive level (like VICIdial), defaults": AdaptiveLevel,
    "soon free (like Issabel), defaults": SoonFree,
}


def peers(depth: Depth) -> None:
    """Peers as they come, and the best of their settings in hindsight: highest ratio at most 3 % abandoned."""
    for agents in depth.teams:
        world = World(agents).lasting(3600.0 * depth.peer_hours)
        run = partial(peer, world=world, seed=90, days=1)
        known = at_once([partial(run, make) for make in AS_THEY_COME.values()])
        for name, found in zip(AS_THEY_COME, known, strict=True):
            line(name, agents, found)
        for name, makes in SETTINGS.items():
            best(name, agents, at_once([partial(run, make) for make in makes[:: depth.peer_step]]))


def best(name: str, agents: int, found: Sequence[DayFigures]) -> None:
    """The setting with the highest ratio among those that keep 3 %."""
    kept = [one for one in found if one.abandoned_share <= 0.03]
    if not kept:
        least = min(one.abandoned_share for one in found)
        print(f"{name:44} N={agents:<4} none of {len(found)} settings keeps 3 % (least {least:.1%})")
        return
    named = f"{name}, best of {len(found)}"
    line(named, agents, max(kept, key=lambda one: one.ratio))


def shock(depth: Depth) -> None:
    """The answer rate doubles at once."""
    tasks = [
        partial(shocks, agents, Decimal("0.03"), factor=2.0, seed=7, times=times)
        for agents, times in depth.shocks.items()
    ]
    for (agents, times), found in zip(depth.shocks.items(), at_once(tasks), strict=True):
        share, most = found.watched_abandoned / found.watched_answered, SHOCK_GOALS[agents]
        print(
            f"{'answer rate doubles, 15 minutes after':44} N={agents:<4} abandoned {share:6.2%} of "
            f"{found.watched_answered} in {times} shocks  goal {most:.0%}  {'reached' if share <= most else 'MISSED'}",
            flush=True,
        )


def months(depth: Depth) -> None:
    """Thirty short days in random worlds: the budget of the month, and of every day."""
    made = [random_month(number, hours=depth.month_hours) for number in range(1, depth.months + 1)]
    found = at_once([partial(lived, month) for month in made])
    for share in sorted({one.month.share for one in found}):
        these = [one for one in found if one.month.share == share]
        worst = max(these, key=lambda one: one.total.abandoned_share)
        day = max(these, key=lambda one: one.worst_day.abandoned_share)
        kept = sum(one.kept for one in these)
        print(
            f"{'months in random worlds, both windows strict':44} budget {share:.0%}: {kept} of {len(these)} keep it; "
            f"worst month {worst.total.abandoned_share:6.3%} of {worst.total.answered} "
            f"(N={worst.month.world.agents}, number {worst.month.number}); worst day "
            f"{day.worst_day.abandoned_share:6.3%} of {day.worst_day.answered} (N={day.month.world.agents})",
            flush=True,
        )


def speed(_: Depth) -> None:
    """CPU time of decisions, every half second."""
    found = decision_milliseconds(1000, 5000, seconds=60)
    print(
        f"{'deciding for 1,000 agents, 5,000 lines':44} {found:.2f} ms CPU per second of campaign  "
        f"goal {DECISION_MILLISECONDS:.0f} ms  {'reached' if found <= DECISION_MILLISECONDS else 'MISSED'}"
    )


PARTS: dict[str, Callable[[Depth], None]] = {
    "speed": speed,
    "goals": lambda depth: goal(GOALS[0], depth),
    "careful": lambda depth: goal(GOALS[2], depth),
    "deferral": lambda depth: goal(GOALS[1], depth),
    "shock": shock,
    "peers": peers,
    "month": months,
}


def main(*asked: str) -> None:
    """Everything `quick` (the default) or `full`, or the named parts."""
    depth = QUICK if not asked or "quick" in asked else FULL
    for name in [part for part in PARTS if part in asked] or PARTS:
        PARTS[name](depth)
