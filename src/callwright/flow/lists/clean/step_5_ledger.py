"""Step 5: the ledger: every input row in exactly one state, and the contacts to save (product §2.3)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.sequence import sequence_facts
from callwright.flow.lists.clean.work import CLEAN, MATCH, FileFacts, Work, rows_of, staged

TABLES = ("judged", "leaders")


def write_ledger(work: Work, target: Path) -> dict[str, object]:
    """Write rows.parquet and contacts.parquet, sorted, and count the states."""
    con = work.connection
    _judge(work)
    rows = quoted(target / "rows.parquet")
    run(con, f"copy ({_rows(work)}) to {rows} (format parquet)")
    run(con, f"copy ({_contacts(rows)}) to {quoted(target / 'contacts.parquet')} (format parquet)")
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


def _originals(work: Work) -> str:
    """SQL: the cells of each row as they came."""
    return " union all ".join(rows_of(work, file, _original(file)) for file in staged(work))


def _original(file: FileFacts) -> str:
    cells = ", ".join(f"{quoted(name)}, coalesce(c{at}, '')" for at, name in enumerate(file.columns))
    return f"json_object({cells})::varchar as original"


def _judge(work: Work) -> None:
    """Each row with its cluster and, where it cannot be used, the code why."""
    run(
        work.connection,
        f"""create or replace temp table judged as
            select row, m.cluster, m.contact_id, m.entity,
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
            select cluster, min(row) as first_row, min(row) filter (code is null) as accepted_row,
                   any_value(contact_id) as contact_id from judged group by cluster""",
    )


def _rows(work: Work) -> str:
    """One line per input row, in order."""
    return f"""
        select row, c.file, c.line, o.original, c.company, c.company_key, c.person,
            nullif(trim(c.industry), '') as industry, nullif(trim(c.remark), '') as remark,
            c.province, c.city, c.district, c.address, c.numbers,
            case when j.code is not null then 'rejected'
                 when l.contact_id is not null or row <> l.accepted_row then 'merged' else 'accepted' end as status,
            case when j.code is not null then j.code
                 when l.contact_id is not null then 'known_contact'
                 when row <> l.accepted_row then 'duplicate_in_batch' end as code,
            j.entity,
            case when j.code is null and l.contact_id is null and row <> l.accepted_row
                 then l.accepted_row end as merged_into
        from {work.parquet(CLEAN, "clean")} c join judged j using (row) join ({_originals(work)}) o using (row)
        join leaders l using (cluster)
        order by row"""


def _contacts(rows: str) -> str:
    """One line per contact: the first usable row speaks, later rows fill what it leaves open; numbers add up."""
    return f"""
        with ranked as (
            select *, {{'rejected': status = 'rejected', 'row': row}} as rank from {rows}
        ), described as (
            select entity, min(row) as first_row, bool_or(status <> 'rejected') as usable,
                arg_min(company, rank) as company, arg_min(company_key, rank) as company_key,
                arg_min(person, rank) as person, arg_min(province, rank) as province, arg_min(city, rank) as city,
                arg_min(district, rank) as district, arg_min(address, rank) as address,
                arg_min(industry, rank) as industry
            from ranked group by entity
        ), spread as (
            select entity, row, unnest(numbers) as number, generate_subscripts(numbers, 1) as place from {rows}
            where status <> 'rejected'
        ), numbered as (
            select entity, list(number order by row, place) as numbers from (
                select * from spread
                qualify row_number() over (partition by entity, number.e164 order by row, place) = 1)
            group by entity
        )
        select d.entity, k.contact_id is null as is_new, usable, company, company_key, person, province, city, district,
            address, industry, coalesce(numbers, []) as numbers, first_row
        from described d left join numbered using (entity)
        left join (select distinct contact_id::uuid as contact_id from leaders where contact_id is not null) k
            on k.contact_id = d.entity
        order by first_row"""
