"""Signs of a list that was counted up instead of collected (product §2.6: blind mass dialing)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from callwright.flow.lists.clean.engine import run
from callwright.flow.lists.clean.work import Work

SHORTEST_RUN = 3
"""Three numbers in a row do not happen by chance in a collected list of any usual size."""


def sequence_facts(work: Work, rows: str) -> dict[str, object]:
    """Distinct numbers, share of them in runs of consecutive numbers, longest run."""
    numbers, inside, longest = run(
        work.connection,
        f"""with numbers as (
                select distinct n.e164[2:]::bigint as number from (select unnest(numbers) as n from {rows})
            ), runs as (
                select count(*) as length from (select number - row_number() over (order by number) as run from numbers)
                group by run
            )
            select coalesce(sum(length), 0), coalesce(sum(length) filter (length >= {SHORTEST_RUN}), 0),
                   coalesce(max(length), 0) from runs""",
    )[0]
    total = int(str(numbers))
    return {
        "numbers": total,
        "share": int(str(inside)) / total if total else 0.0,
        "longest_run": int(str(longest)),
    }
