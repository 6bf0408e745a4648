"""The exact risk is the enumerated one, the normal one is near it, and the search finds the last accepted call."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.flow.calls.decide.pacing.risk import Odds, exact_risk, most_calls, normal_risk

CHANCES = st.lists(st.floats(0, 1), max_size=4)


def enumerated(ready: int, agents: list[float], answers: list[float]) -> float:
    """P(answers - free agents >= ready) over every combination."""
    total = 0.0
    for outcome in product((0, 1), repeat=len(agents) + len(answers)):
        chances = [*agents, *answers]
        weight = math.prod(c if hit else 1 - c for c, hit in zip(chances, outcome, strict=True))
        if sum(outcome[len(agents) :]) - sum(outcome[: len(agents)]) >= ready:
            total += weight
    return total


def odds(ready, agents, answers, fresh, *, doubt: float = 0.0) -> Odds:
    """One horizon; with doubt the answer rate is that much higher or lower with equal chances."""
    return Odds(
        ready,
        np.array(agents, dtype=float).reshape(-1, 1),
        np.array(answers, dtype=float).reshape(-1, 1),
        np.array([fresh]),
        np.array([0.5, 0.5]),
        np.array([1 - doubt, 1 + doubt]),
    )


@settings(max_examples=60)
@given(
    ready=st.integers(-3, 4), agents=CHANCES, answers=CHANCES, fresh=st.floats(0, 1), calls=st.integers(0, 2)
)
def test_the_exact_risk_is_the_enumerated_one(ready, agents, answers, fresh, calls):
    found = exact_risk(odds(ready, agents, answers, fresh))
    assert float(found(calls)[0]) == pytest.approx(
        enumerated(ready, agents, [*answers, *[fresh] * calls]), abs=1e-9
    )


@settings(max_examples=40)
@given(fresh=st.floats(0.05, 0.9), calls=st.integers(0, 2000), above=st.integers(0, 60))
@pytest.mark.parametrize(("risk", "least"), [(exact_risk, 0), (normal_risk, 22)])
def test_more_calls_never_lower_the_risk(risk, least, fresh, calls, above):
    ready = least + above if least else above % 22
    found = risk(odds(ready, [], [0.5] * 4, fresh, doubt=0.3))
    assert float(found(calls + 1)[0]) >= float(found(calls)[0]) - 1e-3


@pytest.mark.parametrize("risk", [exact_risk, normal_risk])
def test_doubt_about_the_answer_rate_raises_small_risks(risk):
    given_ = (3, [0.3] * 4, [0.2] * 10, 0.15)
    assert float(risk(odds(*given_, doubt=0.3))(0)[0]) > float(risk(odds(*given_))(0)[0])


@pytest.mark.parametrize("ready", range(-2, 8))
def test_the_normal_risk_is_near_the_exact_one(ready):
    random = np.random.default_rng(3)
    here = odds(ready, random.uniform(0, 0.6, 12), random.uniform(0, 0.3, 40), 0.2, doubt=0.15)
    for calls in (0, 3, 10):
        near, exact = normal_risk(here)(calls), exact_risk(here)(calls)
        assert float(near[0]) == pytest.approx(float(exact[0]), abs=0.015)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_search_stops_at_the_first_refused_call(refused_from, most):
    assert most_calls(lambda calls: calls < refused_from, most) == min(refused_from, most)
