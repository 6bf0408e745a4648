"""The form of rules: dated numbers, exact arithmetic, trees that survive storage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from callwright.kernel.text import Text
from callwright.rules.engine.cases import Case, run
from callwright.rules.engine.explained import Explained, from_dict, money, plain
from callwright.rules.engine.parameters import UnknownParameter, WrongKind, parameter
from callwright.rules.engine.rounding import exact_division, half_up_cents, settle
from callwright.rules.engine.scales import Bracket, Curve, Point, Scale
from callwright.rules.engine.schema import ParameterFile

NAME = Text("名", "name")


def test_a_value_counts_from_its_start_date():
    assert parameter("appraisal.department_gate", on=date(2026, 10, 1)).number == Decimal("0.70")
    with pytest.raises(UnknownParameter, match="no value"):
        parameter("appraisal.department_gate", on=date(2019, 12, 31))
    for name in ("appraisal.nothing", "nowhere.nothing"):
        with pytest.raises(UnknownParameter):
            parameter(name, on=date(2026, 1, 1))


def test_a_parameter_is_asked_for_the_kind_it_is():
    gate = parameter("appraisal.department_gate", on=date(2026, 10, 1))
    assert gate.version == "appraisal.department_gate@2020-01-01"
    with pytest.raises(WrongKind):
        _ = gate.switch
    assert parameter("appraisal.promotion_proposals", on=date(2026, 1, 1)).switch is False


def spec(**changed: object) -> dict[str, object]:
    value = {
        "from": date(2026, 1, 1),
        "value": "0.7",
        "source": "law",
        "approver": "owner",
        "checked_until": date(2027, 1, 1),
    }
    title = {"zh": "门", "en": "gate"}
    return {"parameters": [{"id": "pay.gate", "title": title, "unit": "share", "values": [value | changed]}]}


@pytest.mark.parametrize(
    "changed",
    [
        {"value": 0.7},
        {"value": "NaN"},
        {"source": ""},
        {"approver": ""},
        {"checked_until": date(2025, 1, 1)},
        {"extra": 1},
    ],
)
def test_a_parameter_file_that_breaks_the_form_is_refused(changed: dict[str, object]):
    assert ParameterFile.read(spec(), "x.yaml").parameters[0].values[0].value == Decimal("0.7")
    with pytest.raises(ValueError, match=r"x\.yaml"):
        ParameterFile.read(spec(**changed), "x.yaml")


def test_thirds_leave_no_trace_and_near_misses_stay_misses():
    with exact_division():
        third = Decimal(1) / Decimal(3)
        assert settle(third * 180) == 60
    assert settle(Decimal("59.99999999999999999999")) < 60


def test_half_a_cent_is_rounded_away_from_zero():
    assert [half_up_cents(Decimal(text)) for text in ("0.005", "-0.005", "0.0049")] == [
        Decimal("0.01"),
        Decimal("-0.01"),
        Decimal("0.00"),
    ]


def test_a_scale_has_no_gap_no_overlap_and_no_start_above_zero():
    for brackets in ([], [(1, 1)], [(0, 1), (0, 2)], [(0, 1), (5, 1), (3, 1)]):
        with pytest.raises(ValueError, match="begin at 0"):
            Scale(tuple(Bracket(Decimal(low), Decimal(rate)) for low, rate in brackets))
    with pytest.raises(ValueError, match="two points"):
        Curve((Point(Decimal(1), Decimal(1)),))


def test_each_slice_says_which_it_is_and_its_rate():
    scale = Scale((Bracket(Decimal(0), Decimal("0.02")), Bracket(Decimal(100), Decimal("0.035"))))
    told = scale.explain(Decimal(300), label=Text("提成", "commission"), unit="CNY")
    assert [one.label.zh for one in told.children] == ["第 1 段：按 2 %", "第 2 段：按 3.5 %"]


def test_a_whole_scale_has_its_cliff_above_the_threshold():
    scale = Scale((Bracket(Decimal(0), Decimal("0.01")), Bracket(Decimal(100), Decimal("0.02"))), "whole")
    assert (scale.amount(Decimal(100)), scale.amount(Decimal("100.01"))) == (Decimal(1), Decimal("2.0002"))


def test_a_tree_survives_storage():
    leaf = Explained(NAME, "calendar_days", "choice")
    tree = Explained(NAME, Decimal("0.675"), "share", "product §9.6", (leaf, Explained(NAME, True, "yes/no")))
    assert from_dict(tree.to_dict()) == tree


def test_numbers_are_written_as_people_write_them():
    assert [plain(Decimal(text)) for text in ("8E+4", "1.500", "-0.70", "59.9999999999999999")] == [
        "80000",
        "1.5",
        "-0.7",
        "59.999999999999",
    ]
    assert money(Decimal("8E+2")) == "800.00"


def test_a_case_says_what_differs():
    case = Case("…", "x.yaml", "double", date(2026, 1, 1), {"n": Decimal(2)}, {"result": Decimal(5)}, None)
    functions = {"double": lambda given, _: {"result": given["n"] * 2}}
    assert "got {'result': Decimal('4')}" in str(run(case, functions))
