"""The door of the lists stage, one function per verb."""

from callwright.flow.lists.service.ageing import record_outcomes
from callwright.flow.lists.service.exporting import reason_of, write_export, write_rejects, write_worklist
from callwright.flow.lists.service.importing import import_files
from callwright.flow.lists.service.judging import gate_view, needed_size
from callwright.flow.lists.service.previewing import preview
from callwright.flow.lists.service.reading import (
    all_batches,
    batch_sources,
    batches_page,
    find_batch,
    import_result,
    rows_page,
    show,
    summary,
)
from callwright.flow.lists.service.releasing import release, released_contacts
from callwright.flow.lists.service.reviewing import (
    decide_pair,
    find_pair,
    pair,
    pair_counts,
    pairs_page,
    undo_pair,
)
from callwright.flow.lists.service.verifying import draw_sample, sample, set_gate_measure, verify

batches = all_batches

__all__ = [
    "all_batches",
    "batch_sources",
    "batches",
    "batches_page",
    "decide_pair",
    "draw_sample",
    "find_batch",
    "find_pair",
    "gate_view",
    "import_files",
    "import_result",
    "needed_size",
    "pair",
    "pair_counts",
    "pairs_page",
    "preview",
    "reason_of",
    "record_outcomes",
    "release",
    "released_contacts",
    "rows_page",
    "sample",
    "set_gate_measure",
    "show",
    "summary",
    "undo_pair",
    "verify",
    "write_export",
    "write_rejects",
    "write_worklist",
]
