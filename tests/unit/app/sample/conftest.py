"""One invented company for all tests of the sample."""

from __future__ import annotations

import datetime as dt

import pytest

from callwright.app.sample.company import Company, invent
from callwright.app.sample.plan import Plan


@pytest.fixture(scope="session")
def company() -> Company:
    return invent(Plan(dt.date(2026, 11, 24)))
