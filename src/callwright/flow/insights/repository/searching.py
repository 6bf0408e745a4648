"""Searching calls by what was said, by checks and by measures.

People search while they type, so the queries go to the driver as text: compiling them took longer than the index did.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

import asyncpg

from callwright.flow.insights.contracts import Said, Speaker
from callwright.flow.insights.contracts.found import SEARCHED_MEASURES, FoundCall, Search
from callwright.flow.insights.decide.terms import CHECK, lines_with, wanted_terms
from callwright.platform.db import Session, containing
from callwright.platform.db.connection import fetch
from callwright.rules.insights.matching import fold

MOST_COUNTED = 1_000
"""Further pages are not looked through: who finds more than this narrows the search."""
_ROWS = "insights.call_index"
_SHOWN = "recording_id, attempt_id, person_id, started_at, {measure}::float8 AS measure, {plain} AS plain"
_NEWEST = "ORDER BY started_at DESC, recording_id OFFSET {offset}::int LIMIT {limit}::int"
_PAGE = f"SELECT {_SHOWN} FROM {{rows}} {_NEWEST}"  # noqa: S608 - fixed pieces
_COUNT = "SELECT count(*) AS total FROM (SELECT FROM {rows} LIMIT {most}) AS counted"
_COUNTED = f"""
WITH found AS MATERIALIZED (SELECT recording_id, started_at FROM {{rows}} LIMIT {{most}}),
     counted AS (SELECT count(*) AS total FROM found)
SELECT total, shown.* FROM counted LEFT JOIN (
  SELECT {_SHOWN}
  FROM (SELECT recording_id FROM found WHERE (SELECT total FROM counted) < {{most}} {_NEWEST}) AS page
  JOIN {_ROWS} USING (recording_id)
) AS shown ON true ORDER BY started_at DESC, recording_id"""  # noqa: S608 - fixed pieces
_LINE = "SELECT said.recording_id, said.position, speaker, start_ms, end_ms, text FROM "
_LINES = (
    _LINE + "unnest($1::uuid[], $2::int[]) AS wanted (recording_id, position)"
    " JOIN insights.said USING (recording_id, position)"
)
_HIT_LINES = (
    _LINE + "(SELECT DISTINCT recording_id, position FROM insights.hit"  # noqa: S608 - fixed pieces
    " WHERE recording_id = ANY($1::uuid[]) AND check_code = $2) AS hit"
    " JOIN insights.said USING (recording_id, position)"
)
_Line = tuple[uuid.UUID, int]
_Asked = list[tuple[str, object]]
"""Conditions with a gap for the number of their value, and the values."""


async def found(
    session: Session,
    search: Search,
    *,
    visible: Collection[uuid.UUID] | None,
    offset: int,
    limit: int,
) -> tuple[list[FoundCall], int]:
    """A page of calls, newest first, and how many there are (counted up to MOST_COUNTED).

    Counting by words finds all calls there are when they are few, so the page is cut from them at once. When they are
    many, the newest of them are soon met going back in time.
    """
    spoken, terms, check, others = _asked(search, visible)
    rows: Sequence[asyncpg.Record] = []
    if spoken:
        found_by = _held(terms + others, then=spoken)
        rows = await _fetch(session, _COUNTED, search, found_by, newest=(offset, limit))
        total = int(rows[0]["total"])
        rows = [row for row in rows if row["recording_id"] is not None]
    else:
        [[total]] = await _fetch(session, _COUNT, search, _held(terms + others))
    many = total == MOST_COUNTED
    if many or (not spoken and total > offset):
        held = _held(spoken + (check if many else terms) + others)
        rows = await _fetch(session, _PAGE, search, held, newest=(offset, limit))
    said = await _sentences(session, rows, search)
    return [_call(row, said.get(row["recording_id"], [])) for row in rows], total


def _call(row: asyncpg.Record, said: Sequence[Said]) -> FoundCall:
    return FoundCall(
        call_id=row["attempt_id"],
        recording_id=row["recording_id"],
        person_id=row["person_id"],
        started_at=row["started_at"],
        said=tuple(said),
        measure=row["measure"],
    )


async def _fetch(
    session: Session,
    query: str,
    search: Search,
    held: tuple[str, list[object]],
    newest: tuple[int, int] | tuple[()] = (),
) -> list[asyncpg.Record]:
    """Ask one of the queries above about the rows for which the conditions hold."""
    rows, values = held
    text = query.format(
        rows=rows,
        measure=_measure(search.measure) if search.measure else "NULL",
        plain="plain" if fold(search.words) else "NULL",
        most=MOST_COUNTED,
        offset=f"${len(values) + 1}",
        limit=f"${len(values) + 2}",
    )
    return await fetch(session, text, *values, *newest)


def _held(asked: _Asked, then: _Asked | None = None) -> tuple[str, list[object]]:
    """The rows for which conditions hold, and the values. `then` is looked at afterwards, which OFFSET 0 says."""
    numbered = [text.format(place) for place, (text, _) in enumerate([*asked, *(then or [])], start=1)]
    values = [value for _, value in [*asked, *(then or [])]]
    first, second = numbered[: len(asked)], numbered[len(asked) :]
    rows = f"{_ROWS} WHERE {' AND '.join(first) or 'true'}"
    if second:
        rows = f"(SELECT * FROM {rows} OFFSET 0) AS some_calls WHERE {' AND '.join(second)}"  # noqa: S608 - numbers
    return rows, values


def _asked(search: Search, visible: Collection[uuid.UUID] | None) -> tuple[_Asked, _Asked, _Asked, _Asked]:
    """What is asked: of the words as they stand, of the terms, of the check as it lies in the row, of the rest.

    Terms are for the index: they lie outside of the row, so reading them of every row costs more than the words do.
    """
    terms = wanted_terms(search.words) + ([f"{CHECK}{search.check}"] if search.check else [])
    plain = fold(search.words)
    quoted = " & ".join("'" + term.replace("'", "''") + "'" for term in terms)
    others: _Asked = _bounds(search) if search.measure else []
    if visible is not None:
        others.append(("person_id = ANY(${}::uuid[])", list(visible)))
    if search.person_id is not None:
        others.append(("person_id = ${}", search.person_id))
    others += [("started_at >= ${}", search.start)] if search.start else []
    others += [("started_at < ${}", search.end)] if search.end else []
    return (
        [("plain LIKE ${}", containing(plain))] if plain else [],
        [("terms @@ ${}::text::tsquery", quoted)] if terms else [],
        [("${} = ANY(checks)", search.check)] if search.check else [],
        others,
    )


def _bounds(search: Search) -> _Asked:
    """The bounds of the measure; with none, every call that has the measure."""
    column = _measure(search.measure)
    bounds = ((">=", search.at_least), ("<=", search.at_most))
    given: _Asked = [(f"{column} {sign} ${{}}::float8", value) for sign, value in bounds if value is not None]
    return given or [(f"({column} IS NOT NULL) = ${{}}", True)]


def _measure(name: str) -> str:
    """The column of a measure, which goes into the query's text."""
    if name not in SEARCHED_MEASURES:
        raise LookupError(name)
    return name


async def _sentences(
    session: Session, rows: Sequence[asyncpg.Record], search: Search
) -> dict[uuid.UUID, list[Said]]:
    """The sentences a page shows: those with the words (compared without marks), and those that were hit."""
    shown: dict[_Line, asyncpg.Record] = {}
    plain = fold(search.words)
    if plain:
        wanted = [(row["recording_id"], place) for row in rows for place in lines_with(row["plain"], plain)]
        if wanted:
            calls, places = zip(*wanted, strict=True)
            lines = await fetch(session, _LINES, calls, places)
            shown |= {_line(one): one for one in lines if plain in fold(one["text"])}
    if rows and search.check:
        hit = await fetch(session, _HIT_LINES, [row["recording_id"] for row in rows], search.check)
        shown |= {_line(one): one for one in hit}
    said: dict[uuid.UUID, list[Said]] = {}
    for (call, place), one in sorted(shown.items()):
        start, end = one["start_ms"] / 1000, one["end_ms"] / 1000
        said.setdefault(call, []).append(Said(place, Speaker(one["speaker"]), start, end, one["text"]))
    return said


def _line(one: asyncpg.Record) -> _Line:
    return one["recording_id"], one["position"]
