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


def read_mapping(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """`{field: column}` or `{"columns": {field: column}}` as the plain form cleaning stores; {} when nothing is given.

    Several columns may carry numbers (a list, or one text). Raises ValueError with the name of an unknown field.
    """
    columns = (given or {}).get("columns", given) or {}
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
