"""Who may be interrupted in a wrap-up: never twice in a row, never in the first seconds, the longest first."""

from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.calls.decide.pacing.interrupting import WrapUp, deferrable, may_interrupt

WRAP_UPS = st.lists(
    st.builds(
        WrapUp,
        agent=st.uuids().map(str),
        seconds=st.floats(0, 300),
        deferrable=st.booleans(),
        leaving=st.booleans(),
    ),
    unique_by=lambda one: one.agent,
)


@given(WRAP_UPS)
def test_only_those_who_may_are_named_and_the_longest_comes_first(wrap_ups):
    by_agent = {one.agent: one for one in wrap_ups}
    named = [by_agent[agent] for agent in may_interrupt(wrap_ups, after_seconds=5.0)]
    assert all(one.deferrable and not one.leaving and one.seconds >= 5.0 for one in named)
    assert [one.seconds for one in named] == sorted((one.seconds for one in named), reverse=True)
    left_out = [one for one in wrap_ups if one not in named]
    assert all(not one.deferrable or one.leaving or one.seconds < 5.0 for one in left_out)


def test_nobody_is_interrupted_twice_in_a_row_or_without_the_campaigns_leave():
    assert deferrable(campaign_allows=True, previous_wrap_up_interrupted=False)
    assert not deferrable(campaign_allows=True, previous_wrap_up_interrupted=True)
    assert not deferrable(campaign_allows=False, previous_wrap_up_interrupted=False)
