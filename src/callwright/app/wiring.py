"""The one place where ports meet adapters."""

from __future__ import annotations

import uuid

from callwright.adapters.chat_judge.asking import ChatJudge
from callwright.adapters.cluster.engines import Engines
from callwright.adapters.master_keys.ring import KeyRing
from callwright.adapters.master_keys.signing import InstallationKey
from callwright.adapters.number_status.files import NumberStatusFiles
from callwright.adapters.object_storage.s3 import Bucket, S3Sounds
from callwright.adapters.pdf.statements import StatementPapers
from callwright.adapters.phone_systems.systems import KnownPhoneSystems
from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.adapters.speech.levels import LevelsThenSilero
from callwright.adapters.speech.recognition import LocalRecognition
from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.adapters.storage.disk import DiskFileStore
from callwright.adapters.storage.sounds import SoundFolder
from callwright.app.settings import Settings, async_url
from callwright.app.telephony import SwitchSettings, recordings_folder
from callwright.flow.calls.ports import PhoneSystems, SigningKeys
from callwright.flow.floor.ports import PhoneNetwork
from callwright.flow.insights.ports import OutsideJudge, Recognition, SecretBox, VoiceActivity
from callwright.flow.lists.clean.match_artefact import choose_artefact
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.ports import CleaningEngines, NumberStatusService
from callwright.flow.pay.ports import StatementPrinter
from callwright.flow.recordings.ports import RawFolder, SoundStore, SoundVault
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
    ports.provide(PhoneSystems, KnownPhoneSystems())
    installation = InstallationKey(settings.home / "keys" / "installation.key")
    ports.provide(SigningKeys, installation)
    ports.provide(SecretBox, installation)
    ports.provide(OutsideJudge, ChatJudge())
    ports.provide(RawFolder, RawFolder(recordings_folder(settings)))
    ports.provide(SoundVault, sound_vault(settings))
    ports.provide(VoiceActivity, LevelsThenSilero())
    ports.provide(
        Recognition,
        LocalRecognition(settings.speech_models or settings.home / "models", settings.speech_model),
    )
    ports.provide(StatementPrinter, StatementPapers())
    ports.provide(PhoneNetwork, PhoneNetwork(node=SwitchSettings().node))
    ports.provide(ScopeLoader, StaffScopeLoader())
    return ports


def sound_vault(settings: Settings) -> SoundVault:
    """Where recordings are kept; those of earlier versions lie between the files of imports."""
    earlier = SoundFolder(settings.home / "files", "files")
    folder = SoundFolder(settings.home / "recordings")
    others: dict[str, SoundStore] = {earlier.name: earlier, folder.name: folder}
    bucket = S3Sounds(_bucket(settings)) if settings.s3_bucket else None
    return SoundVault(bucket or folder, others, key_ring(settings), seal=settings.seal_recordings)


def _bucket(settings: Settings) -> Bucket:
    return Bucket(
        name=settings.s3_bucket,
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key.get_secret_value(),
        prefix=settings.s3_prefix,
    )


def key_ring(settings: Settings) -> KeyRing:
    """The master keys of sealed recordings."""
    file = settings.recording_key_file or settings.home / "keys" / "recordings.keys"
    return KeyRing(file, settings.recording_keys.get_secret_value())


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
