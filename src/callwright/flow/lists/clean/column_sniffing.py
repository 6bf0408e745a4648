"""Guessing the meaning of columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.knowledge import headers, words

_NOISE = re.compile(r"[\s_\-/()（）\[\]【】:：*.#\d]+")
_NOT_A_NUMBER_COLUMN = re.compile(
    r"传真|fax|身份证|证件|税号|信用代码|注册号|订单|编号|工号|流水|qq|微信|id$", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?0?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[-) ]?\d{7,8}|[48]00-?\d{3}-?\d{4})(?!\d)"
)
_COMPANY = re.compile(
    r"(?:公司|集团|厂|店|中心|事务所|合作社|工作室|经营部|商行|学校|医院|银行|酒店)(?:[（(].*[）)])?$|\b(?:ltd|inc|llc|gmbh|corp|co)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:省|市|区|县|镇|乡|路|街|道|巷|村).*\d|[省市].*[区县]|\d+ \w+ (?:st|street|road|rd|ave|avenue)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
ROWS_LOOKED_AT = 400
"""Rows of a file that are looked at, spread over all of it."""
LOOKED_AT = 300
"""Characters of a cell that tell what it is; a megabyte of digits would keep the patterns busy for minutes."""
SINGLE_FIELDS = ("company", "person", "address", "industry", "province", "city", "remark")


def sniff_columns(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[ColumnMapping, list[str]]:
    """The likely mapping, and the fields that were told from cells rather than from headers."""
    by_header = _by_header(columns)
    mapping = _correct_by_cells(by_header, columns, cells)
    guessed = [field for field in SINGLE_FIELDS if getattr(mapping, field) != getattr(by_header, field)]
    if mapping.phones != by_header.phones:
        guessed.append("phones")
    return mapping, guessed


def _plain(header: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", header)).lower()


def _by_header(columns: Sequence[str]) -> ColumnMapping:
    """Exact header first, then headers that end with a known one (`客户联系电话` ends with `联系电话`)."""
    plain = {column: _plain(column) for column in columns}
    numbers = {_plain(name) for name in headers()["phones"]}
    phones = tuple(
        column
        for column, name in plain.items()
        if not _NOT_A_NUMBER_COLUMN.search(name)
        and (name in numbers or any(name.endswith(known) for known in numbers if len(known) >= 2))
    )
    taken = set(phones)
    chosen: dict[str, Any] = {}
    for exact in (True, False):
        for field in SINGLE_FIELDS:
            for known in () if field in chosen else [_plain(name) for name in headers()[field]]:
                column = next(
                    (c for c, name in plain.items() if c not in taken and _is(name, known, exact)), None
                )
                if column is not None:
                    chosen[field] = column
                    taken.add(column)
                    break
    return replace(ColumnMapping(phones=phones), **chosen)


def _is(name: str, known: str, exact: bool) -> bool:  # noqa: FBT001 - a private predicate
    return name == known if exact else len(known) >= 2 and name.endswith(known)


def _correct_by_cells(
    mapping: ColumnMapping, columns: Sequence[str], cells: Sequence[Sequence[str]]
) -> ColumnMapping:
    """Fill the fields that headers left open, and take `name` for what its cells are."""
    shares = {column: cell_kinds(values) for column, values in zip(columns, cells, strict=True)}
    company, person = mapping.company, mapping.person
    if company and not person and shares[company]["person"] > 0.7 and shares[company]["company"] < 0.1:
        company, person = None, company
    if person and not company and shares[person]["company"] > 0.5:
        company, person = person, None
    mapping = replace(mapping, company=company, person=person)
    if not mapping.phones:
        found = tuple(
            c for c in columns if shares[c]["phone"] >= 0.3 and not _NOT_A_NUMBER_COLUMN.search(_plain(c))
        )
        mapping = replace(mapping, phones=found)
    used = {
        mapping.company,
        mapping.person,
        mapping.address,
        mapping.industry,
        mapping.remark,
        *mapping.phones,
    }
    for field, least in (("company", 0.4), ("address", 0.4), ("person", 0.5)):
        if getattr(mapping, field) is None:
            best = max(
                (c for c in columns if c not in used), key=partial(_share, shares, field), default=None
            )
            if best is not None and shares[best][field] >= least:
                mapping = ColumnMapping.from_json({**mapping.to_json(), field: best})
                used.add(best)
    return mapping


def _share(shares: dict[str, dict[str, float]], field: str, column: str) -> float:
    return shares[column][field]


def cell_kinds(values: Sequence[str]) -> dict[str, float]:
    """What the cells of a column look like: shares (0…1) of phone, company, person, address among the filled ones."""
    filled = [unicodedata.normalize("NFKC", value[:LOOKED_AT]).strip() for value in values if value.strip()]
    if not filled:
        return {"phone": 0.0, "company": 0.0, "person": 0.0, "address": 0.0}
    surnames = words("surnames")
    total = len(filled)
    return {
        "phone": sum(1 for v in filled if _PHONE.search(v)) / total,
        "company": sum(1 for v in filled if _COMPANY.search(v)) / total,
        "person": sum(1 for v in filled if _PERSON.match(v) and v[0] in surnames) / total,
        "address": sum(1 for v in filled if _ADDRESS.search(v) and not _COMPANY.search(v)) / total,
    }
