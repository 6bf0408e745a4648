"""The only SQL of the catalog."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.catalog.contracts import Product
from callwright.registers.catalog.models import ProductImportRow, ProductRow


async def products(session: Session) -> list[Product]:
    """All products by code."""
    query = select(ProductRow).order_by(ProductRow.code).execution_options(populate_existing=True)
    return [
        Product(row.id, row.code, row.name, row.price, row.cost, row.stock, row.main_push)
        for row in (await session.execute(query)).scalars()
    ]


async def save_products(session: Session, rows: list[dict[str, Any]]) -> None:
    """Create or overwrite products by code."""
    statement = insert(ProductRow)
    changed: dict[str, Any] = {
        name: statement.excluded[name] for name in rows[0] if name not in ("id", "code")
    }
    changed["updated_at"] = func.clock_timestamp()
    await session.execute(
        statement.values(rows).on_conflict_do_update(index_elements=[ProductRow.code], set_=changed)
    )


async def sheet_seen(session: Session, *, file_sha256: str) -> bool:
    """True when this very file was imported before."""
    query = select(func.count()).where(ProductImportRow.file_sha256 == file_sha256)
    return bool((await session.execute(query)).scalar_one())


async def remember_sheet(session: Session, **values: Any) -> None:
    """Note that a product sheet was taken."""
    await session.execute(insert(ProductImportRow).values(**values).on_conflict_do_nothing())
