"""Every list pages."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list: `total` counts all rows, `page` starts at 1."""

    items: list[T]
    total: int
    page: int
    size: int


class PageRequest(BaseModel):
    """Which page is asked for."""

    page: int
    size: int

    @property
    def offset(self) -> int:
        """How many rows come before."""
        return (self.page - 1) * self.size


def page_request(
    page: Annotated[int, Query(ge=1, le=100_000)] = 1, size: Annotated[int, Query(ge=1, le=500)] = 50
) -> PageRequest:
    """Read `?page=&size=`."""
    return PageRequest(page=page, size=size)


PageParams = Annotated[PageRequest, Depends(page_request)]
