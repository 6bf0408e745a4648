"""Dealing out leads."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.leads.contracts import Method
from callwright.flow.leads.decide.assignment import FreeLead, Receiver, assign_leads


def lead(region: str = "", score: str | None = None, **more: object) -> FreeLead:
    return FreeLead(uuid4(), region, Decimal(score) if score else None, **more)  # type: ignore[arg-type]


def receiver(
    name: str, held: int = 0, places: int = 100, market: str | None = None, grade: int = 0
) -> Receiver:
    return Receiver(uuid4(), name, held, places, market, grade)


def test_round_robin_goes_on_after_the_last_receiver():
    people = [receiver("甲"), receiver("乙"), receiver("丙")]
    dealt = assign_leads([lead() for _ in range(4)], people, method=Method.ROUND_ROBIN, after=people[0].id)
    assert [given.person_id for given in dealt] == [people[i].id for i in (1, 2, 0, 1)]
    assert "轮到乙" in dealt[0].explanation.zh


def test_fair_share_fills_up_whoever_holds_least():
    people = [receiver("甲", held=3), receiver("乙", held=0)]
    dealt = assign_leads([lead() for _ in range(5)], people, method=Method.FAIR_SHARE)
    assert Counter(given.person_id for given in dealt) == {people[1].id: 4, people[0].id: 1}


def test_region_prefers_the_person_of_the_market_and_says_when_nobody_has_it():
    people = [receiver("甲", market="上海"), receiver("乙", market="北京市场")]
    dealt = assign_leads([lead("北京市朝阳区"), lead("广州市")], people, method=Method.REGION)
    assert dealt[0].person_id == people[1].id
    assert "无人负责" in dealt[1].explanation.zh


def test_score_deals_the_best_leads_evenly():
    people = [receiver("甲"), receiver("乙")]
    leads = [lead(score=score) for score in ("0.2", "0.9", "0.8", "0.1")]
    dealt = assign_leads(leads, people, method=Method.SCORE)
    assert [given.lead_id for given in dealt] == [leads[i].id for i in (1, 2, 0, 3)]
    assert [given.person_id for given in dealt] == [people[0].id, people[1].id, people[0].id, people[1].id]


def test_skill_gives_the_best_leads_to_the_higher_grade():
    junior, senior = receiver("新"), receiver("老", grade=2)
    leads = [lead(score=score) for score in ("0.1", "0.9", "0.5", "0.2")]
    dealt = assign_leads(leads, [junior, senior], method=Method.SKILL)
    assert {given.lead_id for given in dealt if given.person_id == senior.id} == {leads[1].id, leads[2].id}


def test_a_cap_and_a_cool_down_are_never_broken():
    full, free = receiver("满", places=0), receiver("闲")
    cooling = lead(cooling=frozenset({free.id}))
    assert assign_leads([cooling], [full, free], method=Method.FAIR_SHARE) == []
    assert len(assign_leads([lead()], [full, free], method=Method.FAIR_SHARE)) == 1


@given(method=st.sampled_from(Method))
def test_a_lead_protected_elsewhere_goes_only_to_whom_it_is_protected_for(method: Method):
    mine, other = receiver("归属人", held=50), receiver("别人")
    dealt = assign_leads([lead("上海", "0.9", mine=mine.id)], [other, mine], method=method)
    assert [given.person_id for given in dealt] == [mine.id]
    assert assign_leads([lead("上海", "0.9", mine=uuid4())], [other, mine], method=method) == []


@given(
    count=st.integers(0, 40),
    places=st.lists(st.integers(0, 12), min_size=1, max_size=6),
    method=st.sampled_from(Method),
)
def test_every_method_deals_each_lead_once_and_stops_only_when_all_are_full(
    count: int, places: list[int], method: Method
):
    people = [
        Receiver(UUID(int=index + 1), str(index), 0, room, "上海", index % 3)
        for index, room in enumerate(places)
    ]
    leads = [FreeLead(UUID(int=1000 + n), "上海", Decimal(n % 7) / 7) for n in range(count)]
    dealt = assign_leads(leads, people, method=method)
    assert len({given.lead_id for given in dealt}) == len(dealt) == min(count, sum(places))
    load = Counter(given.person_id for given in dealt)
    assert all(load[person.id] <= person.places for person in people)
    assert all(given.explanation.zh and given.explanation.en for given in dealt)
