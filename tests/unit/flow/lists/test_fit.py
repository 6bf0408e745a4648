"""The one definition of fit (product §2.6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.lists.contracts import ContactFit
from callwright.flow.lists.decide.fit import (
    CRITERIA,
    FitFacts,
    explained,
    fit,
    number_kind,
    summary_of,
)

TARGET = {"cities": ["上海市"], "industries": ["机械"]}
WORDS = st.sampled_from(["机械", "餐饮", "上海市", "北京", "100人", "集团", ""])
FACTS = st.builds(
    FitFacts,
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    st.lists(st.sampled_from(["+8613800138000", "+862161234567", "+861058"]), max_size=2).map(tuple),
)
TARGETS = st.fixed_dictionaries(
    {
        name: st.lists(WORDS.filter(bool), max_size=2)
        for name in ("cities", "industries", "sizes", "keywords", "exclude", "number_types")
    }
)


def facts(company: str = "", industry: str = "", place: str = "", **more: Any) -> FitFacts:
    return FitFacts(company, industry, place, **more)


@pytest.mark.parametrize(
    ("known", "score", "parts"),
    [
        (facts("沪东机械厂", "", "上海市浦东新区"), Decimal(1), ("places+", "industries+")),
        (facts("沪东餐饮", "餐饮", "上海市"), Decimal("0.5"), ("places+", "industries-")),
        (facts(place="北京市"), Decimal(0), ("places-", "industries?")),
        (facts(), None, ("places?", "industries?")),
    ],
)
def test_fit_is_the_share_of_judged_criteria_that_hold(
    known: FitFacts, score: Decimal | None, parts: tuple[str, ...]
) -> None:
    assert fit(TARGET, known) == ContactFit(score, parts)


def test_a_target_without_words_judges_nobody() -> None:
    assert fit({}, facts("沪东机械厂", place="上海市")) == ContactFit(None, ())
    assert fit({"cities": []}, facts("沪东机械厂", place="上海市")) == ContactFit(None, ())


def test_size_is_judged_only_when_something_is_said_about_it() -> None:
    target = {"sizes": ["100-499人"]}
    assert fit(target, facts("甲", remark="100-499人")).parts == ("sizes+",)
    assert fit(target, facts("甲", remark="20人")).parts == ("sizes-",)
    assert fit(target, facts("甲", remark="老客户介绍")).parts == ("sizes?",)


def test_kinds_of_numbers_and_excluded_words_count() -> None:
    assert fit({"number_types": ["mobile"]}, facts(numbers=("+8613800138000",))).score == 1
    assert fit({"number_types": ["mobile"]}, facts(numbers=("+862161234567",))).score == 0
    assert fit({"exclude": ["培训"]}, facts("甲培训学校")).score == 0
    assert fit({"exclude": ["培训"]}, facts("甲机械厂")).score == 1
    kinds = ["+8613800138000", "+864008001000", "+862161234567", "+12025550100"]
    assert [number_kind(one) for one in kinds] == ["mobile", "service", "landline", "foreign"]


@given(TARGETS, FACTS)
def test_every_criterion_of_the_target_is_answered_once(target: dict[str, Any], known: FitFacts) -> None:
    found = fit(target, known)
    asked = [
        name for name in CRITERIA if target.get({"places": "cities", "excluded": "exclude"}.get(name, name))
    ]
    assert [part[:-1] for part in found.parts] == asked
    judged = [part for part in found.parts if part[-1] != "?"]
    holds = sum(part[-1] == "+" for part in judged)
    if found.score is None:
        assert not judged
    else:
        assert abs(found.score - Decimal(holds) / len(judged)) <= Decimal("0.00005")
    told = explained(found, target)
    assert [line["holds"] for line in told] == [
        {"+": True, "-": False, "?": None}[p[-1]] for p in found.parts
    ]
    assert all(line["zh"] and line["en"] and line["words"] for line in told)


@given(st.lists(FACTS, max_size=30), TARGETS)
def test_the_summary_counts_everybody(several: list[FitFacts], target: dict[str, Any]) -> None:
    fits = [fit(target, one) for one in several]
    summary = summary_of(fits, target)
    assert summary["judged"] + summary["unknown"] == len(fits)
    assert sum(band["count"] for band in summary["bands"]) == summary["judged"]
    assert summary["bands"][-1]["count"] == sum(one.score == 1 for one in fits)
    for said in summary["criteria"]:
        assert said["holds"] + said["fails"] + said["unknown"] == len(fits)
