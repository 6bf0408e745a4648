"""The one place where ports meet adapters."""

from __future__ import annotations

import uuid

from callwright.adapters.cluster.engines import Engines
from callwright.adapters.number_status.files import NumberStatusFiles
from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.adapters.speech.voice_activity import SileroVoiceActivity
from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.adapters.storage.disk import DiskFileStore
from callwright.app.settings import Settings, async_url
from callwright.flow.insights.ports import VoiceActivity
from callwright.flow.lists.clean.match_artefact import choose_artefact
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.ports import CleaningEngines, NumberStatusService
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import Clock, SystemClock
from callwright.platform.auth.contracts import PersonScope, ScopeLoader
from callwright.platform.db import Database, Session
from callwright.platform.files import FileStore
from callwright.platform.ports import Ports
from callwright.platform.runtime import Runtime
from callwright.platform.tables import TableReader
from callwright.registers.staff import service as staff

DATABASE_NAME = "callwright"


class StaffScopeLoader:
    """Row scope from the staff register."""

    async def load(self, session: Session, *, account_id: uuid.UUID, roles: frozenset[str]) -> PersonScope:
        """The person linked to the account and the people it may see."""
        person_id = await staff.person_of_account(session, account_id)
        visible = await staff.visible_people(session, person_id=person_id, roles=roles)
        return PersonScope(person_id, visible)


def build_ports(settings: Settings) -> Ports:
    """Choose the adapter of every port."""
    ports = Ports()
    ports.provide(TableReader, SpreadsheetReader())
    ports.provide(TableStager, SpreadsheetStager())
    ports.provide(CleaningEngines, Engines())
    ports.provide(NumberStatusService, NumberStatusFiles(SpreadsheetReader()))
    ports.provide(FileStore, DiskFileStore(settings.home / "files"))
    ports.provide(VoiceActivity, SileroVoiceActivity())
    ports.provide(ScopeLoader, StaffScopeLoader())
    return ports


def database_url(settings: Settings) -> str:
    """The external address when one is set; else the embedded server's, started if it does not run."""
    if settings.database_url:
        return async_url(settings.database_url)
    return EmbeddedServer(settings.home).start().url("postgres")


def build_runtime(settings: Settings, *, clock: Clock | None = None) -> Runtime:
    """Everything an edge needs, for this process."""
    settings.home.mkdir(parents=True, exist_ok=True)
    choose_artefact(settings.match_model)
    return Runtime(
        database=Database(database_url(settings)),
        ports=build_ports(settings),
        clock=clock or SystemClock(),
        calendar=CompanyCalendar(settings.zone),
        data_folder=settings.home,
    )
