"""A second look at the goals of a month: what deserves a talk before it is appraised (product §9.3)."""

from __future__ import annotations

from collections.abc import Sequence

from callwright.flow.scores.contracts import Cascade
from callwright.flow.scores.decide.members import kind_of
from callwright.kernel.text import Text
from callwright.registers.goals.contracts import GoalCycle, IndicatorSet
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.warnings import (
    MarketTarget,
    goal_warnings,
    one_size_targets,
    single_indicator,
    uneven_posts,
)
from callwright.rules.engine.explained import plain


def goal_checks(
    people: Sequence[Person], cycle: GoalCycle, sets: Sequence[IndicatorSet], found: Cascade
) -> list[Text]:
    """Rep indicators, uneven posts, one size for all markets, goals beside their set, parts that do not carry."""
    return [
        *_personal(people, cycle),
        *uneven_posts(
            [
                (goals.post, frozenset(each.indicator for each in goals.indicators))
                for goals in cycle.goals
                if goals.indicators
            ]
        ),
        *one_size_targets(_market_targets(people, cycle)),
        *_beside_set(people, cycle, sets),
        *_not_carried(found),
    ]


def _personal(people: Sequence[Person], cycle: GoalCycle) -> list[Text]:
    warned: list[Text] = []
    for person in people:
        goals, kind = cycle.of(person.id), kind_of(person)
        if goals is None or kind is None:
            continue
        names = [each.indicator for each in goals.indicators]
        texts = [*goal_warnings(kind, names, on=cycle.month.start), *single_indicator(kind, names)]
        warned += [Text(f"{person.name}：{text.zh}", f"{person.name}: {text.en}") for text in texts]
    return warned


def _market_targets(people: Sequence[Person], cycle: GoalCycle) -> list[MarketTarget]:
    return [
        MarketTarget(
            goals.post,
            str(person.grade),
            str(person.market_type) if person.market_type else None,
            target.indicator,
            target.target,
        )
        for person in people
        if person.is_rep and (goals := cycle.of(person.id)) is not None
        for target in goals.indicators
        if target.indicator == "revenue"
    ]


def _beside_set(people: Sequence[Person], cycle: GoalCycle, sets: Sequence[IndicatorSet]) -> list[Text]:
    """People whose indicators or weights are others than the set of their post says."""
    warned: list[Text] = []
    for person in people:
        goals = cycle.of(person.id)
        if goals is None:
            continue
        fitting = [each for each in sets if each.post == goals.post and each.level in {str(person.grade), ""}]
        wanted = max(fitting, key=lambda each: each.level != "", default=None)
        have = {(each.indicator, each.weight) for each in goals.indicators}
        if wanted is not None and have != {(each.indicator, each.weight) for each in wanted.lines}:
            text = Text(
                "{name}：指标或权重与岗位“{post}”的规定不同。",
                "{name}: indicators or weights differ from the set of the post “{post}”.",
            )
            warned.append(text.format(name=person.name, post=goals.post))
    return warned


def _not_carried(found: Cascade) -> list[Text]:
    warned = []
    text = Text(
        "{who}：下级目标之和比目标少 {gap}。",
        "{who}: the targets below sum to {gap} less than the target.",
    )
    levels = [("公司 company", found.company)]
    levels += [(each.department, each.level) for each in found.departments]
    levels += [
        (f"{each.department} {team.team}", team.level) for each in found.departments for team in each.teams
    ]
    for who, each in levels:
        if each.gap is not None and each.gap < 0:
            warned.append(text.format(who=who, gap=plain(-each.gap)))
    return warned
