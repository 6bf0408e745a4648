"""Reading a column mapping as a person writes it (product §2.1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

_FIELDS = {
    "company": ("company", "企业名称", "公司", "公司名称", "客户", "名称"),
    "person": ("person", "联系人", "姓名", "contact"),
    "phones": ("phones", "phone", "numbers", "number", "电话", "号码", "手机", "联系电话"),
    "address": ("address", "地址"),
    "industry": ("industry", "行业"),
    "remark": ("remark", "备注", "说明"),
    "province": ("province", "省份", "省"),
    "city": ("city", "城市", "市"),
}
_BY_NAME = {name: field for field, names in _FIELDS.items() for name in names}


LAYOUTS_KEPT = 20
"""Layouts remembered per source; a supplier has a handful."""


def read_mapping(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """`{field: column}` or `{"columns": {field: column}}` as the plain form cleaning stores; {} when nothing is given.

    Several columns may carry numbers (a list, or one text). Files that differ: `{"layouts": [{"header": [every
    column], field: column, …}, …]}`, each for the files with these columns. Either way `{"sheets": {file name:
    [sheet, …]}}` may say which sheets of a workbook are read. Raises ValueError with the name of an unknown field.
    """
    wanted = dict(given or {})
    sheets, layouts = wanted.pop("sheets", None), wanted.pop("layouts", None)
    found = _columns(wanted)
    if layouts:
        if not isinstance(layouts, list) or not all(isinstance(one, Mapping) for one in layouts):
            raise ValueError("layouts")
        found["layouts"] = [_layout(one) for one in layouts]
    if sheets:
        if not isinstance(sheets, Mapping):
            raise ValueError("sheets")
        chosen = {str(name): _sheets(wanted) for name, wanted in sheets.items()}
        found["sheets"] = {name: names for name, names in chosen.items() if names}
    return found


def chosen_sheets(mapping: Mapping[str, Any]) -> dict[str, list[str]]:
    """The sheets a person chose, by file name, in the order of the workbook."""
    return dict(mapping.get("sheets", {}))


def remembered(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What a source remembers after an import with a given mapping: its newest layouts, each header once.

    A mapping for all files replaces what was remembered; sheets belong to one workbook and are not remembered.
    """
    plain = {name: value for name, value in given.items() if name != "sheets"}
    if "layouts" not in plain:
        return plain or dict(before)
    fresh = plain["layouts"]
    headers = [layout["header"] for layout in fresh]
    kept = [layout for layout in before.get("layouts", []) if layout["header"] not in headers]
    return {"layouts": [*fresh, *kept][:LAYOUTS_KEPT]}


def _sheets(wanted: object) -> list[str]:
    """One sheet or several."""
    many = wanted if isinstance(wanted, list) else [wanted]
    return [str(sheet) for sheet in many if sheet]


def _layout(given: Mapping[str, Any]) -> dict[str, Any]:
    wanted = dict(given)
    header = wanted.pop("header", [])
    if not isinstance(header, list):
        raise ValueError("header")  # noqa: TRY004 - a fault of the file, told by its field
    return {**_columns(wanted), "header": [str(column) for column in header]}


def _columns(given: Mapping[str, Any]) -> dict[str, Any]:
    columns = given.get("columns", given) or {}
    if not isinstance(columns, Mapping):
        raise ValueError("columns")  # noqa: TRY004 - a fault of the file, told by its field
    found: dict[str, Any] = {}
    for name, column in columns.items():
        form = unicodedata.normalize("NFKC", str(name)).strip().lower()
        field = _BY_NAME.get(form)
        if field is None:
            raise ValueError(str(name))
        if not column:
            continue
        if field == "phones":
            many = column if isinstance(column, list | tuple) else [column]
            found.setdefault("phones", []).extend(str(one) for one in many)
        elif isinstance(column, str):
            found[field] = column
        else:
            raise ValueError(str(name))
    return found
