"""Step 5: the ledger: every input row in exactly one state, and the contacts to save (product §2.3).

The files of the steps before have the rows in the same order, so nothing is joined and nothing is sorted: rows are
streamed through, and only what a row's state hangs on is held of all of them.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from callwright.flow.lists.clean.compiled_ledger import STATES, judge, verdicts_room
from callwright.flow.lists.clean.ledger_contacts import Judged, contacts_of, write_contacts
from callwright.flow.lists.clean.ledger_rows import (
    as_they_came,
    columns_of,
    in_order,
    oversize_rows,
)
from callwright.flow.lists.clean.rows_file import OF_LEDGER
from callwright.flow.lists.clean.sequence import sequence_facts
from callwright.flow.lists.clean.tables import read_table, writer
from callwright.flow.lists.clean.work import CLEAN, MATCH, Work

States = Counter[tuple[str, str | None]]


def write_ledger(work: Work, target: Path) -> dict[str, object]:
    """Write rows.arrow (what only the ledger knows: rows_file) and contacts.arrow, in order, and count the states."""
    files = {
        "clean": in_order(work.file(CLEAN, "clean"), target),
        "features": in_order(work.file(CLEAN, "features"), target),
        "match": in_order(work.file(MATCH, "match"), target),
        "rows": target / "rows.arrow",
    }
    judged = _judged(work, files)
    states = _write_rows(work, files, judged)
    contacts = contacts_of(judged)
    numbers = write_contacts(judged, contacts, files, target / "contacts.arrow")
    new = int(np.count_nonzero(judged.is_new[contacts.first]))
    return {
        "rows": len(judged.cluster),
        "states": [[status, code, n] for (status, code), n in sorted(states.items(), key=str)],
        "contacts_new": new,
        "contacts_known": len(contacts.first) - new,
        "sequence": sequence_facts(numbers),
    }


def _judged(work: Work, files: dict[str, Path]) -> Judged:
    """Each row with its cluster and its state; a row without a usable number, or too large, is refused."""
    found = read_table(files["match"], ["cluster", "entity", "is_new"])
    clusters = found.column("cluster").to_numpy()
    # clusters of known rows are negative
    lowest = min(int(clusters.min()), 0)
    cluster = (clusters - lowest).astype(np.int32)
    is_new = np.asarray(found.column("is_new")).astype(np.uint8)
    refused = _refused(work, files["clean"])
    room = int(cluster.max()) + 1
    verdicts = verdicts_room(len(cluster))
    judge(cluster, is_new, refused, np.full(room, -1, np.int32), np.zeros(room, np.int32), verdicts)
    return Judged(cluster, room, is_new, found.column("entity").combine_chunks(), verdicts)


def _refused(work: Work, clean: Path) -> npt.NDArray[np.uint8]:
    code = read_table(clean, ["code"]).column("code")
    return (np.asarray(pc.is_valid(code)) | oversize_rows(work)).astype(np.uint8)


def _write_rows(work: Work, files: dict[str, Path], judged: Judged) -> States:
    """rows.arrow; answers how many rows are in each state."""
    states: States = Counter()
    row = 0
    came = as_they_came(work)
    cleaned = columns_of(files["clean"], ("row", "company", "code"))
    features = columns_of(files["features"], ("person", "address"))
    with ExitStack() as stack:
        out: pa.ipc.RecordBatchFileWriter | None = None
        for parts in zip(came, cleaned, features, strict=True):
            table = _slab(parts, judged, row)
            row += table.num_rows
            counted = table.group_by(["status", "code"]).aggregate([([], "count_all")]).to_pylist()
            states.update({(one["status"], one["code"]): one["count_all"] for one in counted})
            if out is None:
                out = stack.enter_context(writer(files["rows"], table.schema))
            out.write_table(table)
    return states


def _slab(parts: tuple[pa.Table, ...], judged: Judged, row: int) -> pa.Table:
    """One slab of rows.arrow."""
    columns = {name: part.column(name) for part in parts for name in part.column_names}
    rows = parts[0].num_rows
    here = slice(row, row + rows)
    state = judged.verdicts.state[here]
    merged = judged.verdicts.merged_into[here]
    columns["status"] = pa.array(STATES).take(pa.array(state))
    columns["code"] = _codes(columns, judged, here)
    columns["entity"] = judged.entity.slice(row, rows)
    columns["merged_into"] = pa.array(merged, mask=merged < 0)
    columns["several"] = pa.array(judged.verdicts.several[here].astype(np.bool_))
    columns["is_new"] = pa.array(judged.is_new[here].astype(np.bool_))
    return pa.table({name: columns[name] for name in OF_LEDGER})


def _codes(columns: dict[str, pa.ChunkedArray], judged: Judged, here: slice) -> pa.ChunkedArray:
    """Why a row is refused or merged."""
    silent = pc.and_(
        pc.and_(pc.is_null(columns["company"]), pc.is_null(columns["person"])), pc.is_null(columns["address"])
    )
    nothing = pc.and_(pc.equal(columns["code"], "number_missing"), silent)
    code = pc.if_else(pc.fill_null(nothing, fill_value=False), "nothing_usable", columns["code"])
    code = pc.if_else(columns["oversize"], "cell_too_large", code)
    merged = pa.array(judged.verdicts.state[here] == STATES.index("merged"))
    known = pa.array(judged.is_new[here] == 0)
    why = pc.if_else(known, "known_contact", "duplicate_in_batch")
    return pc.if_else(merged, why, code)
