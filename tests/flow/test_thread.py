"""From a dirty list to a pay statement and a finding, with amounts worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.flow.hand_company import ACCEPTED, Files, speak, write_files
from tests.flow.program import Program
from tests.flow.thread import import_list, mark_all_good, registers, steps


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    files = write_files(tmp_path_factory.mktemp("company"))
    speak(files)
    return files


@pytest.fixture(scope="module")
def done(files: Files, tmp_path_factory: pytest.TempPathFactory):
    """The thread, run once; the answers of every command by its name."""
    program = Program(tmp_path_factory.mktemp("home"))
    answers: dict[str, object] = {"program": program}
    try:
        for step in registers(files):
            answers[step.name] = program.run(*step.arguments)
        answers["import"] = program.run(*import_list(files).arguments)
        batch = answers["import"]["batch_id"]
        worklist = program.home / "worklist.xlsx"
        for step in steps(files, batch, worklist):
            answers[step.name] = program.run(*step.arguments)
            if step.name == "sample":
                mark_all_good(worklist)
        yield answers
    finally:
        program.stop()


def _lines(done, person: str, month: str = "2026-09") -> dict[str, Decimal]:
    statement = done["program"].run("pay", "show", person, month)
    return {line["code"]: Decimal(line["amount"]) for line in statement["lines"]} | {
        "paid": Decimal(statement["paid_total"]),
        "earned": Decimal(statement["earned_total"]),
    }


def test_every_row_of_the_dirty_list_ends_in_one_state(done):
    report = done["import"]
    assert (report["rows"], report["accepted"], report["merged"], report["rejected"]) == (
        ACCEPTED + 4,
        ACCEPTED,
        1,
        3,
    )
    assert sum(report["rejected_by_code"].values()) == 3


def test_the_same_list_again_is_recognised(done, files):
    again = done["program"].run(*import_list(files).arguments)
    assert again["already_imported"] is True
    assert again["batch_id"] == done["import"]["batch_id"]
    assert again["rows"] == ACCEPTED + 4


def test_thirty_of_thirty_good_rows_pass_the_gate(done):
    show = done["program"].run("lists", "show", done["import"]["batch_id"])
    assert show["gate"] == "passed"
    assert show["accuracy_lower"] == pytest.approx(30 / (30 + 1.959963984540054**2), abs=1e-6)


def test_released_contacts_became_leads_with_owners(done):
    assert done["assign"]["assigned"] == ACCEPTED


def test_bad_call_records_are_listed_and_the_rest_counts(done):
    report = done["calls"]
    assert report["rows"] == 42
    assert report["accepted"] == 40
    assert report["rejected"] == 2


def test_calls_move_their_leads_and_a_final_refusal_bars_one(done):
    program = done["program"]
    assert program.run("leads", "list", "--state", "in_work")["total"] == ACCEPTED - 1
    assert program.run("leads", "list", "--state", "barred")["total"] == 1


def test_the_unknown_agent_of_the_state_file_is_listed(done):
    assert done["floor"]["accepted"] == 3
    assert done["floor"]["rejected"] == 1


def test_the_day_of_wang_is_explained_to_the_minute(done):
    """Eight hours: 12 calls of 60 s talk; 12 × 10 s and 3 × 25 s of dialing; 20 min break; 30 min wrong data."""
    timeline = done["program"].run("floor", "timeline", "E01", "2026-09-14")
    figures = timeline["figures"]
    assert figures["work_seconds"] == 8 * 3600
    assert figures["talk_seconds"] == 12 * 60
    assert figures["lost"]["break"] == 20 * 60
    assert figures["lost"]["wrong_data"] == 30 * 60
    assert figures["talk_seconds"] + sum(figures["lost"].values()) == 8 * 3600


def test_two_recordings_are_paired_and_the_third_is_reported(done):
    report = done["recordings"]
    assert report["paired"] == 2
    assert len(report["unpaired"]) == 1


def test_both_calls_were_measured(done):
    assert done["insights"]["measured_calls"] == 2


def test_wang_sold_above_target(done):
    """Base 6,500; 30,000 × 2 % + 50,000 × 3 % + 40,000 × 5 % = 4,100; score 120 → 2,400; prizes 500 + 800."""
    lines = _lines(done, "E01")
    assert lines["base_pay"] == Decimal(6500)
    assert lines["commission"] == Decimal(4100)
    assert lines["performance_bonus"] == Decimal(2400)
    assert lines["prize.main_push"] == Decimal(500)
    assert lines["prize.big_customer"] == Decimal(800)
    assert lines["paid"] == Decimal(14300)


def test_li_is_paid_for_what_was_verified(done):
    """30,000 of 50,000 → 60 × 70 % + 8 of 10 → 80 × 30 % = 66 points; the unverified 10,000 do not count."""
    lines = _lines(done, "E02")
    assert lines["base_pay"] == Decimal(4000)
    assert lines["commission"] == Decimal(600)
    assert lines["performance_bonus"] == Decimal(660)
    assert lines["paid"] == Decimal(5260)


def test_the_gate_takes_what_zhang_earned_and_says_so(done):
    """40,000 of 80,000 → 50 × 70 % + 100 × 30 % = 65 points of 1,500; the department stands at 50 %."""
    lines = _lines(done, "E03")
    assert lines["base_pay"] == Decimal(5000)
    assert lines["commission"] == Decimal(900)
    assert lines["performance_bonus"] == Decimal(975)
    assert lines["gate.performance_bonus"] == Decimal(-975)
    assert (lines["earned"], lines["paid"]) == (Decimal(6875), Decimal(5900))


def test_closing_twice_is_closing_once(done):
    again = done["program"].run("pay", "close", "2026-09")
    assert again["already_closed"] is True
    assert _lines(done, "E01")["paid"] == Decimal(14300)


def test_a_month_without_goals_is_refused_with_names(done):
    refused = done["program"].run("scores", "close", "2026-08", fails=True)
    assert refused["error"]["code"] == "scores.goals_missing"
    assert "王一" in refused["error"]["zh"]


def test_a_return_after_closing_is_a_correction_in_the_open_month(done, files):
    """October: 50,000 of September come back: commission of 70,000 is 1,800, so 2,300 of 4,100 are taken back."""
    program = done["program"]
    before = _lines(done, "E01")
    program.run("orders", "import", files.orders_later)
    program.run("goals", "import", files.goals_later)
    program.run("goals", "acknowledge", "2026-10", "--all")
    program.run("scores", "close", "2026-10", "--override", "测试：提前关账")
    program.run("pay", "close", "2026-10")
    assert _lines(done, "E01") == before
    assert _lines(done, "E01", "2026-10")["correction.commission"] == Decimal(-2300)


def test_the_diagnosis_names_the_department_below_the_gate_or_the_hours(done):
    codes = {finding["code"] for finding in done["diagnose"]["findings"]}
    assert any("utilisation" in code for code in codes), codes


def test_the_truths_hold(done):
    checkup = done["program"].run("doctor")
    assert checkup["healthy"] is True
