"""The door of the lists stage, one function per verb."""

from callwright.flow.lists.service.ageing import record_outcomes
from callwright.flow.lists.service.claim_sheet import write_batch_claim, write_source_claim
from callwright.flow.lists.service.exporting import (
    reason_of,
    write_export,
    write_rejects,
    write_suppressed,
    write_worklist,
)
from callwright.flow.lists.service.importing import import_files
from callwright.flow.lists.service.judging import gate_view, needed_size, sample_plan
from callwright.flow.lists.service.ledger import import_suppressions, ledger_counts, ledger_page, lift
from callwright.flow.lists.service.measuring import gate_setting, set_gate_measure
from callwright.flow.lists.service.number_status import number_status_provider, verify_by_status
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
from callwright.flow.lists.service.rematching import rematch
from callwright.flow.lists.service.reviewing import (
    decide_pair,
    find_pair,
    pair,
    pair_counts,
    pairs_page,
    undo_pair,
)
from callwright.flow.lists.service.screening import (
    fit_of,
    fits,
    scored_page,
    screen,
    screening,
    suppressed_page,
)
from callwright.flow.lists.service.supply import batch_claim, batch_supply, source_comparison
from callwright.flow.lists.service.suppressing import (
    customers_among,
    end_suppressions,
    kind_name,
    lines_against_numbers,
    suppress,
    suppressions_of,
    weightiest,
)
from callwright.flow.lists.service.verifying import draw_sample, sample, verify

batches = all_batches

__all__ = [
    "all_batches",
    "batch_claim",
    "batch_sources",
    "batch_supply",
    "batches",
    "batches_page",
    "customers_among",
    "decide_pair",
    "draw_sample",
    "end_suppressions",
    "find_batch",
    "find_pair",
    "fit_of",
    "fits",
    "gate_setting",
    "gate_view",
    "import_files",
    "import_result",
    "import_suppressions",
    "kind_name",
    "ledger_counts",
    "ledger_page",
    "lift",
    "lines_against_numbers",
    "needed_size",
    "number_status_provider",
    "pair",
    "pair_counts",
    "pairs_page",
    "preview",
    "reason_of",
    "record_outcomes",
    "release",
    "released_contacts",
    "rematch",
    "rows_page",
    "sample",
    "sample_plan",
    "scored_page",
    "screen",
    "screening",
    "set_gate_measure",
    "show",
    "source_comparison",
    "summary",
    "suppress",
    "suppressed_page",
    "suppressions_of",
    "undo_pair",
    "verify",
    "verify_by_status",
    "weightiest",
    "write_batch_claim",
    "write_export",
    "write_rejects",
    "write_source_claim",
    "write_suppressed",
    "write_worklist",
]
