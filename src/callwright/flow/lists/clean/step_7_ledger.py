"""Step 7: the ledger: every input row in exactly one state, and the contacts to save (product §2.3)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.sequence import sequence_facts
from callwright.flow.lists.clean.work import (
    ADDRESSES,
    MATCH,
    NAMES,
    NUMBERS,
    FileFacts,
    Work,
    field_rows,
    rows_of,
    staged,
)

TABLES = ("judged", "leaders", "entities", "originals")


def write_ledger(work: Work, target: Path) -> dict[str, object]:
    """Write rows.parquet and contacts.parquet, sorted, and count the states."""
    con = work.connection
    _originals(work)
    _judge(work)
    _entities(work)
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


def _originals(work: Work) -> None:
    """File, line and the cells as they came, per row."""
    selects = [rows_of(work, file, _original(file)) for file in staged(work)]
    run(work.connection, f"create or replace temp table originals as {' union all '.join(selects)}")


def _original(file: FileFacts) -> str:
    cells = ", ".join(f"{quoted(name)}, coalesce(c{at}, '')" for at, name in enumerate(file.columns))
    if file.first_line is None:
        line, oversize = "line", "oversize"
    else:
        line, oversize = f"(file_row_number + {file.first_line})::integer", "false"
    return f"{file.index} as file, {line} as line, {oversize} as oversize, json_object({cells})::varchar as original"


def _judge(work: Work) -> None:
    """Each row with its cluster and, where it cannot be used, the code why."""
    run(
        work.connection,
        f"""create or replace temp table judged as
            select o.row, m.cluster, m.contact_id, n.company_key, n.company, n.person, a.address,
                coalesce(c.numbers, []) as numbers,
                case when o.oversize then 'cell_too_large'
                     when len(coalesce(c.numbers, [])) > 0 then null
                     when n.company is null and n.person is null and a.address is null
                          and coalesce(c.code, 'number_missing') = 'number_missing' then 'nothing_usable'
                     else coalesce(c.code, 'number_missing') end as code
            from originals o join {work.parquet(MATCH, "match")} m using (row)
            join {work.parquet(NAMES, "names")} n using (row)
            join {work.parquet(ADDRESSES, "addresses")} a using (row)
            left join {work.parquet(NUMBERS, "numbers")} c using (row)""",
    )
    run(
        work.connection,
        """create or replace temp table leaders as
            select cluster, min(row) as first_row, min(row) filter (code is null) as accepted_row,
                   any_value(contact_id) as contact_id from judged group by cluster""",
    )


def _entities(work: Work) -> None:
    """The id of each contact, as matching named it (match_entities)."""
    run(
        work.connection,
        f"""create or replace temp table entities as
            select distinct cluster, entity from {work.parquet(MATCH, "match")}""",
    )


def _rows(work: Work) -> str:
    """One line per input row, in order."""
    more = field_rows(work, {"industry": "industry", "remark": "remark"})
    return f"""
        select j.row, o.file, o.line, o.original, j.company, j.company_key, j.person,
            nullif(trim(x.industry), '') as industry, nullif(trim(x.remark), '') as remark,
            a.province, a.city, a.district, j.address, j.numbers,
            case when j.code is not null then 'rejected'
                 when l.contact_id is not null or j.row <> l.accepted_row then 'merged' else 'accepted' end as status,
            case when j.code is not null then j.code
                 when l.contact_id is not null then 'known_contact'
                 when j.row <> l.accepted_row then 'duplicate_in_batch' end as code,
            e.entity,
            case when j.code is null and l.contact_id is null and j.row <> l.accepted_row
                 then l.accepted_row end as merged_into
        from judged j join originals o using (row) join leaders l using (cluster) join entities e using (cluster)
        join {work.parquet(ADDRESSES, "addresses")} a using (row) join ({more}) x using (row)
        order by j.row"""


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
