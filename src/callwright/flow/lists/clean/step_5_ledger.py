"""Step 5: the ledger: every input row in exactly one state, and the contacts to save (product §2.3)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.engine import FORMAT, count, quoted, run
from callwright.flow.lists.clean.numbers import undoubled
from callwright.flow.lists.clean.sequence import sequence_facts
from callwright.flow.lists.clean.work import CLEAN, MATCH, Work

TABLES = ("judged", "leaders", "verdicts")


def write_ledger(work: Work, target: Path) -> dict[str, object]:
    """Write rows.parquet and contacts.parquet, sorted, and count the states."""
    con = work.connection
    _judge(work)
    rows = quoted(target / "rows.parquet")
    run(con, "set preserve_insertion_order = true")
    run(con, f"copy ({_rows(work)}) to {rows} ({FORMAT})")
    run(con, f"copy ({_contacts(rows)}) to {quoted(target / 'contacts.parquet')} ({FORMAT})")
    run(con, "set preserve_insertion_order = false")
    states = run(con, f"select status, code, count(*) from {rows} group by all order by all")
    contacts = quoted(target / "contacts.parquet")
    facts: dict[str, object] = {
        "rows": count(con, f"select count(*) from {rows}"),
        "states": [[str(status), code, int(str(n))] for status, code, n in states],
        "contacts_new": count(con, f"select count(*) from {contacts} where is_new"),
        "contacts_known": count(con, f"select count(*) from {contacts} where not is_new"),
        "sequence": sequence_facts(work, rows),
    }
    for table in TABLES:
        run(con, f"drop table if exists {table}")
    return facts


def _judge(work: Work) -> None:
    """Each row with its cluster and, where it cannot be used, the code why."""
    run(
        work.connection,
        f"""create or replace temp table judged as
            select row, m.cluster, m.entity, m.is_new,
                case when oversize then 'cell_too_large'
                     when c.code is null then null
                     when company is null and person is null and address is null and c.code = 'number_missing'
                          then 'nothing_usable'
                     else c.code end as code
            from {work.parquet(CLEAN, "clean")} c join {work.parquet(MATCH, "match")} m using (row)""",
    )
    run(
        work.connection,
        """create or replace temp table leaders as
            select cluster, min(row) filter (code is null) as accepted_row, count(*) as n
            from judged group by cluster""",
    )
    run(
        work.connection,
        """create or replace temp table verdicts as
            select row, entity, n > 1 as several, is_new,
                case when code is not null then 'rejected'
                     when not is_new or row <> accepted_row then 'merged' else 'accepted' end as status,
                case when code is not null then code
                     when not is_new then 'known_contact'
                     when row <> accepted_row then 'duplicate_in_batch' end as code,
                case when code is null and is_new and row <> accepted_row then accepted_row end
                    as merged_into
            from judged join leaders l using (cluster)""",
    )


def _rows(work: Work) -> str:
    """One line per input row, in order."""
    return f"""
        select row, file, line, original, company, company_key, person,
            nullif(trim(industry), '') as industry, nullif(trim(remark), '') as remark,
            province, city, district, address, numbers, v.status, v.code, v.entity, v.merged_into, v.several, v.is_new
        from (select * exclude (code) from {work.parquet(CLEAN, "clean")}) join verdicts v using (row)
        order by row"""


CONTACT = "company, company_key, person, province, city, district, address, industry"


def _contacts(rows: str) -> str:
    """One line per contact, those of one row first.

    The first usable row speaks, later rows fill what it leaves open; numbers add up.
    """
    first = ", ".join(f"arg_min({name}, rank) as {name}" for name in CONTACT.split(", "))
    return f"""
        with ranked as (
            select *, row + case when status = 'rejected' then 1000000000000 else 0 end as rank from {rows}
            where several
        ), described as (
            select entity, any_value(is_new) as is_new, bool_or(status <> 'rejected') as usable, {first},
                list(numbers order by row) filter (status <> 'rejected') as numbers, min(row) as first_row
            from ranked group by entity
        )
        select entity, is_new, status <> 'rejected' as usable, {CONTACT},
            case when status = 'rejected' then [] else numbers end as numbers, row as first_row
        from {rows} where not several
        union all (select entity, is_new, usable, {CONTACT}, {undoubled("numbers")} as numbers, first_row
            from (select * replace (coalesce(flatten(numbers), []) as numbers) from described) order by first_row)"""
