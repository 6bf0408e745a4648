"""Decimals in answers: text in plain notation, so that nothing is lost and nothing reads 8E+4."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer

from callwright.rules.engine.explained import plain

Number = Annotated[Decimal, PlainSerializer(plain, return_type=str)]
