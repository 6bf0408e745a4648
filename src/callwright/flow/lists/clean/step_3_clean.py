"""Step 3: numbers, names and addresses of every row, in one pass over the staged files (product §2.2)."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.addresses import ADDRESSED, prepare_addresses
from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.engine import count, quoted, run
from callwright.flow.lists.clean.names import NAMED, prepare_names
from callwright.flow.lists.clean.numbers import NUMBER, TABLES, lone_cell, read_open_cells
from callwright.flow.lists.clean.rule_counts import rule_counts
from callwright.flow.lists.clean.work import FileFacts, Work, mappings_of, rows_of, staged

FIELDS = ("company", "person", "address", "industry", "remark", "province", "city")
COLUMNS = """row, file, line, oversize, company, company_key, core, name_city, person, industry, remark, province, city,
    stated_city, district, address, street_text, name_rule"""


def clean_rows(work: Work, target: Path) -> dict[str, object]:
    """Write clean.parquet: a line per row, in the order of the input, with `numbers` and, without any, `code`."""
    con = work.connection
    tiers = read_open_cells(work)
    prepare_names(work)
    prepare_addresses(work)
    clean = quoted(target / "clean.parquet")
    run(con, "set preserve_insertion_order = true")
    run(
        con,
        f"copy ({_cleaned(work)}) to {clean} (format parquet, compression lz4_raw, dictionary_size_limit 1)",
    )
    run(con, "set preserve_insertion_order = false")
    facts: dict[str, object] = {
        "rows": count(con, f"select count(*) from {clean}"),
        "tiers": tiers,
        "rules": rule_counts(work, clean),
    }
    for name in TABLES:
        run(con, f"drop table if exists {name}")
    return facts


def _cleaned(work: Work) -> str:
    """SQL of the one pass."""
    source = " union all ".join(
        _source(work, file, mapping) for file, mapping in zip(staged(work), mappings_of(work), strict=True)
    )
    return f"""with raw as ({source}), {NAMED.format(source="raw").strip()}, {ADDRESSED.format(source="named").strip()}
        select {COLUMNS},
            case when lone is not null then [{{'e164': '+86' || lone, 'type': mobile_type(lone),
                    'region': null, 'extension': null}}]::{NUMBER}[]
                 else coalesce(r.numbers, []) end as numbers,
            case when lone is null and len(coalesce(r.numbers, [])) = 0
                 then coalesce(r.code, 'number_missing') end as code
        from addressed left join read_numbers r using (row)"""


def _source(work: Work, file: FileFacts, mapping: ColumnMapping) -> str:
    fields = ", ".join(f"{_cell(file, getattr(mapping, field))} as {field}" for field in FIELDS)
    line, oversize = "line", "oversize"
    if file.first_line is not None:
        line, oversize = f"(file_row_number + {file.first_line})::integer", "false"
    lone = lone_cell([file.position(column) for column in mapping.phones])
    return rows_of(
        work,
        file,
        f"""{file.index}::integer as file, {line} as line, {oversize} as oversize, {fields},
            case when simple({lone}) then {lone} end as lone""",
    )


def _cell(file: FileFacts, column: str | None) -> str:
    return file.position(column) if column else "null::varchar"
