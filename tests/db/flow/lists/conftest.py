"""What the tests of lists stand on: files, imports by the real job, people with and without rights."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import callwright.flow.lists.jobs  # noqa: F401 - declares the import job
from callwright.adapters.cluster.engines import Engines
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.app.settings import Settings
from callwright.app.wiring import build_ports
from callwright.flow.lists import service
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.contracts import ImportTicket
from callwright.flow.lists.ports import CleaningEngines
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import FixedClock
from callwright.platform.auth.roles import permissions_of
from callwright.platform.db import Database
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.jobs import JobContext, find_job
from callwright.platform.jobs.runner import run_job
from callwright.platform.principal import LOCAL_OPERATOR, Principal
from callwright.platform.runtime import Runtime

OWNER = replace(LOCAL_OPERATOR, name="owner")
STEWARD = Principal(None, "steward", frozenset({"list_steward"}), permissions_of({"list_steward"}))
AGENT = Principal(None, "agent", frozenset({"agent"}), permissions_of({"agent"}))
HEADER = "公司名称,联系人,电话,地址\n"


@dataclass
class Desk:
    """A list steward's desk: a runtime, and what a person does with it."""

    runtime: Runtime

    @property
    def now(self) -> datetime:
        return self.runtime.clock.now()

    def keep(self, content: str | bytes, name: str = "list.csv") -> StoredFile:
        store = self.runtime.ports.get(FileStore)
        return store.put(content.encode() if isinstance(content, str) else content, name)

    async def hand_in(self, *files: StoredFile, source: str = "展会", **more: Any) -> ImportTicket:
        async with self.runtime.database.transaction() as session:
            return await service.import_files(session, OWNER, files=files, source=source, at=self.now, **more)

    async def work(self, ticket: ImportTicket) -> dict[str, Any]:
        """Run the job in this process; the ledger's error is raised as an assertion."""
        assert ticket.job_id is not None
        await run_job(self.runtime, ticket.job_id)
        async with self.runtime.database.transaction() as session:
            view = await find_job(session, ticket.job_id)
        assert view.state == "done", view.error
        return view.result or {}

    async def import_(self, *files: StoredFile, source: str = "展会", **more: Any) -> dict[str, Any]:
        ticket = await self.hand_in(*files, source=source, **more)
        return await self.work(ticket)

    def context(self) -> JobContext:
        return JobContext(self.runtime, None)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a module's company: files stay as long as its database."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def runtime(database: Database, clock: FixedClock, calendar: CompanyCalendar, home: Path) -> Runtime:
    """A process's runtime on the module's database and files."""
    return Runtime(database, build_ports(Settings(home=home)), clock, calendar, home)


@pytest.fixture
def desk(runtime: Runtime) -> Desk:
    runtime.ports.provide(TableStager, SpreadsheetStager())
    runtime.ports.provide(CleaningEngines, Engines())
    return Desk(runtime)


def lines(first: int, count: int, *, step: int = 7919) -> str:
    """Rows of a list: companies of other cities and trades, no person, different mobile numbers."""
    found = []
    for number in range(first, first + count):
        city, trade = _CITIES[number % len(_CITIES)], _TRADES[number // 7 % len(_TRADES)]
        name, street = _name(number), _name(-number - 1)
        phone = f"139{(number * step) % 10**8:08d}"
        found.append(f"{city}市{name}{trade}有限公司,,{phone},{city}市{street}路{number % 900 + 1}号\n")
    return "".join(found)


_CITIES = ("深圳", "石家庄", "哈尔滨", "昆明", "厦门", "兰州", "青岛", "南宁", "合肥", "太原", "温州")
_TRADES = ("科技", "印刷", "五金", "园林绿化", "餐饮管理", "货运代理", "教育咨询", "医疗器械", "陶瓷")
_SIGNS = "安邦昌达恩丰光恒佳康利茂宁鹏启荣盛泰旺祥博辰迪飞格海景凯朗明诺欧派晴锐森腾维欣雅宇泽卓"


def _name(number: int) -> str:
    """Four signs that have nothing to do with the neighbours' names."""
    drawn = hashlib.sha256(str(number).encode()).digest()
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in drawn[:4])
