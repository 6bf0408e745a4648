"""Who gets which lead, and why: pure, deterministic, the same input gives the same answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from callwright.flow.leads.contracts import Assignment, Method
from callwright.kernel.text import Text


@dataclass(frozen=True)
class FreeLead:
    """A lead that nobody owns; `cooling` are its former owners who still have to wait, `mine` who may have it.

    `mine` is set when the contact is protected for one person in another campaign: nobody else gets it.
    """

    id: UUID
    region: str
    score: Decimal | None
    cooling: frozenset[UUID] = frozenset()
    mine: UUID | None = None


@dataclass(frozen=True)
class Receiver:
    """A person who may receive leads: open leads held, places left under the cap, grade (0 lowest)."""

    id: UUID
    name: str
    held: int
    places: int
    market: str | None = None
    grade: int = 0


def assign_leads(
    leads: Sequence[FreeLead],
    people: Sequence[Receiver],
    *,
    method: Method,
    after: UUID | None = None,
) -> list[Assignment]:
    """Deal `leads` to `people` without breaking a cap or a cool-down; what fits nobody is left out.

    `people` come in a stable order; `after` is who got the last lead by round robin before. Sorting is stable,
    so equal scores keep the order they came in.
    """
    table = _Table(people)
    if method is Method.ROUND_ROBIN:
        return _round_robin(leads, table, after)
    if method is Method.REGION:
        return _deal(leads, table, _by_region)
    if method is Method.SKILL:
        return _by_skill(_best_first(leads), table)
    if method is Method.SCORE:
        return _deal(_best_first(leads), table, _evenly_by_score)
    return _deal(leads, table, _fewest)


class _Table:
    """Who sits at the table and how much each has on the plate."""

    def __init__(self, people: Sequence[Receiver]) -> None:
        self.people = list(people)
        self.given = {person.id: 0 for person in people}

    def able(self, lead: FreeLead) -> list[Receiver]:
        return [person for person in self.people if self.has_room(person) and not self.cooling(lead, person)]

    def has_room(self, person: Receiver) -> bool:
        return self.given[person.id] < person.places

    def cooling(self, lead: FreeLead, person: Receiver) -> bool:
        return person.id in lead.cooling or lead.mine not in (None, person.id)

    def load(self, person: Receiver) -> int:
        return person.held + self.given[person.id]

    def give(self, lead: FreeLead, person: Receiver, why: Text) -> Assignment:
        self.given[person.id] += 1
        return Assignment(lead.id, person.id, why)


Choice = tuple[Receiver, Text]
Chooser = Callable[[FreeLead, list[Receiver], _Table], Choice]


def _deal(leads: Sequence[FreeLead], table: _Table, choose: Chooser) -> list[Assignment]:
    dealt = []
    for lead in leads:
        able = table.able(lead)
        if able:
            person, why = choose(lead, able, table)
            dealt.append(table.give(lead, person, why))
    return dealt


def _round_robin(leads: Sequence[FreeLead], table: _Table, after: UUID | None) -> list[Assignment]:
    order = table.people
    places = [index for index, person in enumerate(order) if person.id == after]
    turn = places[0] + 1 if places else 0
    dealt = []
    for lead in leads:
        ring = [order[(turn + step) % len(order)] for step in range(len(order))] if order else []
        able = [person for person in ring if table.has_room(person) and not table.cooling(lead, person)]
        if not able:
            continue
        person = able[0]
        turn = order.index(person) + 1
        dealt.append(table.give(lead, person, _say(ROUND_ROBIN, name=person.name)))
    return dealt


def _fewest(_lead: FreeLead, able: list[Receiver], table: _Table) -> Choice:
    person = min(able, key=table.load)
    return person, _say(FAIR_SHARE, name=person.name, held=table.load(person))


def _by_region(lead: FreeLead, able: list[Receiver], table: _Table) -> Choice:
    local = [person for person in able if _same_region(lead.region, person.market)]
    person = min(local or able, key=table.load)
    if local:
        return person, _say(REGION, region=lead.region, name=person.name)
    return person, _say(NO_REGION, region=lead.region or "?", name=person.name, held=table.load(person))


def _evenly_by_score(lead: FreeLead, able: list[Receiver], table: _Table) -> Choice:
    person = min(able, key=lambda one: table.given[one.id])
    return person, _say(SCORE, score=_percent(lead.score), name=person.name)


def _by_skill(leads: Sequence[FreeLead], table: _Table) -> list[Assignment]:
    """The best leads go to the highest grade, in blocks of an equal share each."""
    if not table.people:
        return []
    order = sorted(table.people, key=lambda person: -person.grade)
    share = -(-len(leads) // len(order))
    dealt = []
    for lead in leads:
        able = [person for person in order if person in table.able(lead)]
        within = [person for person in able if table.given[person.id] < share] or able
        if within:
            person = within[0]
            dealt.append(table.give(lead, person, _say(SKILL, score=_percent(lead.score), name=person.name)))
    return dealt


def _best_first(leads: Sequence[FreeLead]) -> list[FreeLead]:
    return sorted(leads, key=lambda lead: -(lead.score if lead.score is not None else Decimal(-1)))


def _same_region(region: str, market: str | None) -> bool:
    if not region or not market:
        return False
    bare = market.removesuffix("市场").rstrip("省市区")
    return bool(bare) and (bare in region or region in market)


def _percent(score: Decimal | None) -> str:
    return "?" if score is None else f"{score * 100:.0f} %"


def _say(text: Text, **details: object) -> Text:
    return text.format(**details)


ROUND_ROBIN = Text(zh="轮流分配：轮到{name}。", en="Round robin: it was {name}'s turn.")
FAIR_SHARE = Text(
    zh="均衡分配：{name}手上未结线索最少（{held} 条）。",
    en="Fair share: {name} held the fewest open leads ({held}).",
)
REGION = Text(
    zh="按地区分配：客户在{region}，由负责该市场的{name}跟进。",
    en="By region: the customer is in {region}, the market of {name}.",
)
NO_REGION = Text(
    zh="地区“{region}”无人负责，改给未结线索最少的{name}（{held} 条）。",
    en="Nobody has the region “{region}”; given to {name}, who held the fewest open leads ({held}).",
)
SCORE = Text(
    zh="按匹配度均分：匹配度 {score}，每人得到的好线索一样多，此条给{name}。",
    en="By score, dealt evenly: fit {score}; everybody gets as many good leads, this one goes to {name}.",
)
SKILL = Text(
    zh="按能力分配：匹配度 {score}，好线索先给职级高的人，此条给{name}。",
    en="By skill: fit {score}; the best leads go to the higher grades first, this one to {name}.",
)
