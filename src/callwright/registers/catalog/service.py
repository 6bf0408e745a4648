"""The door of the catalog."""

from __future__ import annotations

from typing import Any

from callwright.kernel.errors import Rejection
from callwright.kernel.ids import derive_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, match_columns
from callwright.registers.catalog import repository
from callwright.registers.catalog.contracts import Product
from callwright.registers.catalog.decide.product_line import (
    COLUMNS,
    REQUIRED,
    ProductLine,
    Unreadable,
    read_product_line,
)
from callwright.registers.catalog.errors import ProductColumnsMissing, ProductNotFound


async def products(session: Session) -> list[Product]:
    """All products by code."""
    return await repository.products(session)


async def product(session: Session, code: str) -> Product:
    """The product with this code; ProductNotFound otherwise."""
    for one in await repository.products(session):
        if one.code == code:
            return one
    raise ProductNotFound(product=code)


async def import_products(session: Session, *, table: Table, source_file: StoredFile) -> ImportReport:
    """Create and update products from a sheet; bad rows are listed, the same file twice changes nothing."""
    columns = match_columns(table.columns, COLUMNS)
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in columns]
    if missing:
        raise ProductColumnsMissing(columns="、".join(missing))
    seen = await repository.sheet_seen(session, file_sha256=source_file.sha256)
    lines, rejected = _read(table, columns)
    known = {one.code: one for one in await repository.products(session)}
    changed = [line for line in lines if _differs(line, known.get(line.code))]
    if changed:
        await repository.save_products(session, [_values(line) for line in changed])
    await repository.remember_sheet(
        session, file_sha256=source_file.sha256, name=source_file.name, file_key=source_file.key
    )
    return ImportReport(
        file_sha256=source_file.sha256,
        rows=len(table.rows),
        accepted=len(changed),
        unchanged=len(lines) - len(changed),
        rejected=rejected,
        already_imported=seen,
    )


def _read(table: Table, columns: dict[str, str]) -> tuple[list[ProductLine], list[Rejection]]:
    lines: dict[str, ProductLine] = {}
    rejected: list[Rejection] = []
    for row in table.rows:
        try:
            line = read_product_line(row.line, {f: row.cells.get(c, "") for f, c in columns.items()})
            _refuse_twice(line.code, lines)
        except Unreadable as problem:
            rejected.append(Rejection(row.line, problem.code, problem.text, dict(row.cells)))
        else:
            lines[line.code] = line
    return list(lines.values()), rejected


def _refuse_twice(code: str, lines: dict[str, ProductLine]) -> None:
    if code in lines:
        text = Text(zh="编码与第 {line} 行重复。", en="Same code as line {line}.")
        raise Unreadable("catalog.code_twice", text.format(line=lines[code].line))


def _values(line: ProductLine) -> dict[str, Any]:
    return {
        "id": derive_id("catalog.product", line.code),
        "code": line.code,
        "name": line.name,
        "price": line.price,
        "cost": line.cost,
        "stock": line.stock,
        "main_push": line.main_push,
    }


def _differs(line: ProductLine, known: Product | None) -> bool:
    return known is None or any(getattr(known, name) != value for name, value in _values(line).items())
