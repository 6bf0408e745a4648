"""What the loading remembers, and how it fills in a worklist; the doors themselves are tested on a database."""

from __future__ import annotations

import csv
import datetime as dt
import uuid

from callwright.app.sample import jobs
from callwright.app.sample.load import names
from callwright.app.sample.load.steps import STEPS
from callwright.flow.lists.contracts import Sample, SampleRow


def test_steps_have_names_of_their_own_and_follow_the_data():
    order = [step.name for step in STEPS]
    assert len(set(order)) == len(order)
    for earlier, later in (
        ("people", "calls"),
        ("campaigns", "lists"),
        ("release", "assign"),
        ("goals", "months"),
    ):
        assert order.index(earlier) < order.index(later)
    assert all(step.title.zh and step.title.en for step in STEPS)


def test_a_load_that_goes_on_tomorrow_keeps_the_day_of_the_first(tmp_path):
    first = jobs._plan(tmp_path, dt.date(2026, 11, 24))
    assert jobs._plan(tmp_path, dt.date(2026, 12, 2)) == first


def test_finished_steps_count_for_the_same_job_only(tmp_path):
    mine, other = uuid.uuid4(), uuid.uuid4()
    jobs._remember(tmp_path, mine, {"people": {"rows": 38}})
    assert jobs._finished(tmp_path, mine) == {"people": {"rows": 38}}
    assert jobs._finished(tmp_path, other) == {}


def test_the_worklist_says_what_a_check_of_each_sampled_row_would_find(company, tmp_path):
    bad = next(each for each in company.lists if each.form == "gb18030")
    wrong = next(one for one in bad.reachable if one.fault == "非本公司")
    right = next(one for one in bad.reachable if not one.fault)
    rows = tuple(
        SampleRow(number, one.company, "", one.city, (f"+86{one.mobile}",), None)
        for number, one in ((4, wrong), (9, right))
    )
    drawn = Sample(uuid.uuid4(), 3, 100, 200, (*rows, SampleRow(12, "谁", "", "", ("+8613800000000",), None)))
    path = tmp_path / "worklist.csv"
    names._fill_worklist(path, bad, drawn)
    with path.open(encoding="utf-8", newline="") as lines:
        found = {line["row"]: line["结果"] for line in csv.DictReader(lines)}
    assert found == {"4": "非本公司", "9": "有效", "12": "空号"}
