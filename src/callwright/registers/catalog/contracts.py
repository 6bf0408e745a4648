"""What leaves the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class Product:
    """One product; price and cost per unit in the company's currency, stock in units (None: not counted)."""

    id: UUID
    code: str
    name: str
    price: Decimal
    cost: Decimal | None
    stock: int | None
    main_push: bool

    @property
    def unit_margin(self) -> Decimal | None:
        """Price − cost; None when the cost is not known."""
        return None if self.cost is None else self.price - self.cost
