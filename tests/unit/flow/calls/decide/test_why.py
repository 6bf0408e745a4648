"""Why nobody is being called adds up, whatever is counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.calls.decide.segments import (
    answer_chance,
    opens_at,
    place_in,
    segment_of,
    worth,
    zone_of,
)
from callwright.flow.calls.decide.why import FILTERS, Counted, answer
from callwright.kernel.text import Text
from callwright.registers.contacts.service import place_of

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Ten in the morning in China, nine in the evening in New York."""
DAY = date(2026, 11, 23)
CHINA = segment_of(place_of("+8613800138000"), "mobile")
NEW_YORK = segment_of(place_of("+12125551234"), "foreign")


def lawful(segment: str, moment: datetime) -> datetime | None:
    return opens_at(segment, moment, on=DAY, settings={})


_ROWS = st.lists(
    st.builds(
        Counted,
        filter=st.sampled_from(["open", "barred", *(name for name in FILTERS if name != "hours")]),
        segment=st.sampled_from([CHINA, NEW_YORK, ""]),
        barred_by=st.sampled_from(["", "cn.rate", "us.dnc"]),
        leads=st.integers(1, 10**6),
        next_at=st.none() | st.integers(-100, 10**5).map(lambda minutes: AT + timedelta(minutes=minutes)),
    ).filter(lambda row: bool(row.segment) or row.filter != "open"),
    max_size=12,
)


@given(rows=_ROWS, stopped_by=st.sampled_from(["", "campaign_stopped", "dialing_paused"]))
def test_all_filters_and_the_callable_are_all_leads(rows: list[Counted], stopped_by: str):
    found = answer(
        rows,
        campaign_code="C1",
        at=AT,
        opens_at=lawful,
        title_of=lambda rule: Text(rule, rule),
        stopped_by=stopped_by,
    )
    assert found.candidates == sum(row.leads for row in rows)
    assert found.callable_now + sum(one.removed for one in found.filters) == found.candidates
    assert len({one.code for one in found.filters}) == len(found.filters)
    if stopped_by:
        assert found.callable_now == 0
    for one in found.filters:
        assert one.next_at is None or one.next_at >= AT


def test_what_waits_for_a_moment_at_night_waits_for_the_morning_after():
    tonight = Counted("retry_later", CHINA, "", 3, AT + timedelta(hours=12))
    found = answer([tonight], campaign_code="C1", at=AT, opens_at=lawful, title_of=lambda rule: Text("", ""))
    assert found.next_callable_at == datetime(2026, 11, 24, 1, tzinfo=UTC)


def test_who_is_done_with_does_not_come_back_by_waiting():
    done = Counted("done_reached", CHINA, "", 3, AT - timedelta(hours=1))
    found = answer([done], campaign_code="C1", at=AT, opens_at=lawful, title_of=lambda rule: Text("", ""))
    assert (found.filters[0].next_at, found.next_callable_at) == (None, None)


def test_each_segment_opens_on_its_own_clock():
    assert lawful(CHINA, AT) == AT
    assert lawful(NEW_YORK, AT) == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert place_in(NEW_YORK).regions == ("us-ny",)
    assert str(zone_of(CHINA)) == "Asia/Shanghai"


def test_the_chance_of_an_answer_is_learned_per_hour_and_freshness_from_a_careful_start():
    assert answer_chance({}, CHINA, AT, 0) == 0.2
    learned = {(CHINA, 10, 0): (100, 50), (CHINA, 10, 2): (1000, 50)}
    assert answer_chance(learned, CHINA, AT, 0) == 54 / 120
    assert answer_chance(learned, CHINA, AT, 5) == 54 / 1020
    assert answer_chance(learned, CHINA, AT + timedelta(hours=1), 0) == 0.2
    assert worth(0.9, 0.2) > worth(0.1, 0.2)
    assert worth(0.0, 0.2) > 0
