"""The whole cleaning: every row in one state, order irrelevant, resumed after a kill, known contacts kept."""

from __future__ import annotations

import json
import random
import shutil
import uuid
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.factories.dirty_lists import HARD, HEADERS, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import pipeline
from callwright.flow.lists.clean.cells_as_they_came import CellsAsTheyCame
from callwright.flow.lists.clean.contracts import ColumnMapping, KnownRows
from callwright.flow.lists.clean.errors import ROW_CODES
from callwright.flow.lists.clean.rows_file import read_rows
from callwright.flow.lists.clean.tables import read_table, write_table
from callwright.flow.lists.clean.work import CLEAN, MATCH
from callwright.kernel.errors import CallwrightError

HEADER = ("公司名称", "联系人", "电话", "地址")


def groups(rows: list[dict], keys: list[str]) -> set[frozenset[str]]:
    """The partition of the rows into entities, each row named by its key."""
    found: dict[object, set[str]] = defaultdict(set)
    for row, key in zip(rows, keys, strict=True):
        found[row["entity"]].add(key)
    return {frozenset(members) for members in found.values()}


def test_every_row_ends_in_exactly_one_state_and_the_counts_add_up(clean):
    made = make(600, 5, HARD)
    result, rows = clean(HEADERS, made.rows)
    assert result.rows == 600 == result.accepted + result.merged + result.rejected == len(rows)
    assert [row["row"] for row in rows] == list(range(600))
    assert [row["line"] for row in rows] == list(range(2, 602))
    assert sum(result.rejected_by_code.values()) == result.rejected
    accepted = {row["row"]: row["entity"] for row in rows if row["status"] == "accepted"}
    for row in rows:
        assert row["entity"] is not None
        assert (row["code"] is None) == (row["status"] == "accepted")
        assert row["code"] is None or row["code"] in ROW_CODES
        if row["status"] == "merged":
            assert accepted[row["merged_into"]] == row["entity"]
    contacts = read_table(result.contacts_path).to_pylist()
    assert {c["entity"] for c in contacts} == {row["entity"] for row in rows}
    assert sum(c["usable"] for c in contacts) == result.accepted


def test_the_order_of_rows_changes_nothing_but_who_is_first(clean):
    made = make(400, 9, HARD)
    shuffled = list(range(400))
    random.Random(3).shuffle(shuffled)
    _, straight = clean(HEADERS, made.rows, "a")
    _, mixed = clean(HEADERS, [made.rows[at] for at in shuffled], "b")
    keys = [str(at) for at in range(400)]
    assert groups(straight, keys) == groups(mixed, [str(at) for at in shuffled])


def test_a_shared_number_is_not_an_identity(clean):
    _, rows = clean(
        HEADER,
        [
            ("北京华信科技有限公司", "张三", "13812345678", ""),
            ("上海宏远贸易有限公司", "李四", "13812345678", ""),
            ("华信科技（北京）有限责任公司", "", "138-1234-5678", ""),
        ],
    )
    assert rows[0]["entity"] == rows[2]["entity"] != rows[1]["entity"]
    assert [row["status"] for row in rows] == ["accepted", "accepted", "merged"]


def test_a_row_without_a_number_still_belongs_to_its_contact(clean):
    _, rows = clean(
        HEADER,
        [
            ("北京华信科技有限公司", "张三", "无", "北京市海淀区中关村大街5号"),
            ("北京华信科技有限公司", "张三", "13812345678", ""),
            ("", "", "", ""),
            ("", "", "暂无", ""),
        ],
    )
    assert [row["code"] for row in rows] == ["number_missing", None, "nothing_usable"]
    assert rows[0]["entity"] == rows[1]["entity"] != rows[2]["entity"]


def test_a_known_contact_keeps_its_id_and_takes_the_new_row(clean, tmp_path: Path):
    clean(HEADER, [("北京华信科技有限公司", "", "13812345678", "")], "first")
    features = read_table(tmp_path / "first" / MATCH / "features.arrow")
    one = uuid.uuid4()
    known = features.rename_columns(["row_id", *features.column_names[1:]]).append_column(
        "contact_id", [[str(one)]]
    )
    pq.write_table(known, tmp_path / "known.parquet")
    result, rows = clean(
        HEADER,
        [("华信科技（北京）有限公司", "", "13812345678", ""), ("新的公司有限公司", "", "13912345678", "")],
        known=KnownRows(tmp_path / "known.parquet"),
    )
    assert rows[0]["entity"] == one != rows[1]["entity"]
    assert (rows[0]["status"], rows[0]["code"]) == ("merged", "known_contact")
    assert (result.contacts_known, result.contacts_new) == (1, 1)


def test_a_kill_in_any_step_resumes_to_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "list.csv"
    write_csv(make(200, 21, HARD), path)
    whole = pipeline.clean_files(tmp_path / "whole", [path], stager=SpreadsheetStager())
    expected = read_rows(whole.rows_path)
    for broken in range(len(pipeline.STEPS)):
        folder = tmp_path / f"killed{broken}"

        def dies(work, target, step=pipeline.STEPS[broken]):
            step.work(work, target)
            raise KeyboardInterrupt

        steps = list(pipeline.STEPS)
        steps[broken] = steps[broken]._replace(work=dies)
        monkeypatch.setattr(pipeline, "STEPS", tuple(steps))
        with pytest.raises(KeyboardInterrupt):
            pipeline.clean_files(folder, [path], stager=SpreadsheetStager())
        monkeypatch.undo()
        again = pipeline.clean_files(folder, [path], stager=SpreadsheetStager())
        assert [step.resumed for step in again.steps] == [at < broken for at in range(len(pipeline.STEPS))]
        assert read_rows(again.rows_path).equals(expected)
        shutil.rmtree(folder)


def test_several_files_are_one_batch_with_running_rows(tmp_path: Path):
    for name in "ab":
        write_csv(make(30, ord(name)), tmp_path / f"{name}.csv")
    result = pipeline.clean_files(
        tmp_path / "work", [tmp_path / "a.csv", tmp_path / "b.csv"], stager=SpreadsheetStager()
    )
    rows = read_rows(result.rows_path).to_pylist()
    assert [(row["row"], row["file"]) for row in rows] == [(n, n // 30) for n in range(60)]


def test_a_mapping_decides_and_a_missing_column_is_an_error(clean):
    rows = [("13812345678", "13912345678")]
    _, found = clean(("a", "b"), rows, mapping=ColumnMapping(phones=("b",)))
    assert [n["e164"] for n in found[0]["numbers"]] == ["+8613912345678"]
    with pytest.raises(CallwrightError, match=r"lists\.no_such_column"):
        clean(("a", "b"), rows, "c", mapping=ColumnMapping(phones=("手机",)))


def test_counted_up_numbers_are_noticed(clean):
    counted, _ = clean(HEADER, [(f"第{n}号有限公司", "", str(13800000100 + n), "") for n in range(50)])
    assert (counted.sequence.share, counted.sequence.longest_run) == (1.0, 50)


def test_sql_and_formulas_in_headers_and_cells_are_only_text(clean):
    header = ("公司'; drop table x; --", "电话", 'a"b', "=cmd|calc")
    result, rows = clean(header, [("'; select 1; --", "13812345678", '""', "=1+1")])
    assert rows[0]["numbers"][0]["e164"] == "+8613812345678"
    [came] = CellsAsTheyCame(result.rows_path.parent).take(1).to_pylist()
    assert json.loads(came) == dict(
        zip(header, ("'; select 1; --", "13812345678", '""', "=1+1"), strict=True)
    )


def test_the_order_in_which_cleaned_rows_are_written_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The engine writes large files in parallel and out of order: rows meet by their number, not by their place."""
    path = tmp_path / "list.csv"
    write_csv(make(400, 23, HARD), path)
    expected = pipeline.clean_files(tmp_path / "whole", [path], stager=SpreadsheetStager())
    at = next(place for place, step in enumerate(pipeline.STEPS) if step.name == CLEAN)

    def shuffling(work, target, step=pipeline.STEPS[at]):
        facts = step.work(work, target)
        clean = target / "clean.arrow"
        rows = read_table(clean)
        order = random.Random(5).sample(range(rows.num_rows), rows.num_rows)
        write_table(rows.take(order), clean.with_suffix(".shuffled"))
        clean.with_suffix(".shuffled").replace(clean)
        return facts

    steps = list(pipeline.STEPS)
    steps[at] = steps[at]._replace(work=shuffling)
    monkeypatch.setattr(pipeline, "STEPS", tuple(steps))
    shuffled = pipeline.clean_files(tmp_path / "shuffled", [path], stager=SpreadsheetStager())
    assert read_rows(shuffled.rows_path).equals(read_rows(expected.rows_path))
    for part in ("contacts_path", "pairs_path"):
        tables = [read_table(getattr(result, part)).to_pylist() for result in (expected, shuffled)]
        assert sorted(map(str, tables[0])) == sorted(map(str, tables[1]))
