"""Agreement of graders against values that were published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.insights.decide.agreement import cohen_kappa, interval, krippendorff_alpha, nominal

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", C: four observers, twelve units, gaps.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[float(value) for value in unit if value is not None] for unit in zip(*OBSERVERS, strict=True)]


@pytest.mark.parametrize(("difference", "alpha"), [(nominal, 0.743), (interval, 0.849)])
def test_alpha_is_that_of_krippendorffs_own_example(difference, alpha: float):
    assert krippendorff_alpha(UNITS, difference) == pytest.approx(alpha, abs=0.0005)


def test_kappa_is_that_of_the_textbook():
    # Cohen's table 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, by chance 0.5, kappa 0.4
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_nothing_that_could_differ_gives_no_figure():
    assert krippendorff_alpha([[80.0, 80.0], [80.0, 80.0]]) is None
    assert krippendorff_alpha([[80.0], [90.0]]) is None
    assert krippendorff_alpha([]) is None
    assert cohen_kappa([(True, True)] * 9) is None
    assert cohen_kappa([]) is None


@given(st.lists(st.lists(st.floats(0, 100), min_size=2, max_size=4), min_size=2, max_size=8))
def test_alpha_is_at_most_one_and_one_when_all_agree(units: list[list[float]]):
    found = krippendorff_alpha(units)
    assert found is None or found <= 1 + 1e-9
    agreed = krippendorff_alpha([[unit[0]] * len(unit) for unit in units])
    assert agreed is None or agreed == pytest.approx(1)
