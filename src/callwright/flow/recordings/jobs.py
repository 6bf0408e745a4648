"""Long work of recordings."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from callwright.flow.calls.contracts import Attempt
from callwright.flow.calls.events import CallRecordsImported
from callwright.flow.recordings import service
from callwright.flow.recordings.contracts import MissingRecording, RecordingsReport
from callwright.flow.recordings.errors import IGNORED, FolderNotReadable, NotAWav
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.files import FileStore
from callwright.platform.jobs import JobContext, job

SUFFIXES = frozenset(
    {".wav", ".wave", ".mp3", ".m4a", ".ogg", ".opus", ".amr", ".aac", ".flac", ".wma", ".gsm"}
)
SHOWN_MISSING = 200
TAKING = Text("正在保存录音并查找通话", "Storing recordings and finding their calls")


@job("recordings.import")
async def import_recordings(
    context: JobContext, folder: str = "", files: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    """Import all recordings below `folder`, or the kept `files` ({key, name}); returns the report.

    One transaction per file, so a killed job goes on where it was; files taken before count as unchanged.
    """
    store = context.ports.get(FileStore)
    if files is not None:
        sources = [(store.path(file["key"]), file["name"]) for file in files]
        ignored = 0
    else:
        sources, ignored = await asyncio.to_thread(_find, Path(folder))
    tally = _Tally()
    for number, (path, name) in enumerate(sources, start=1):
        await _take(context, store, tally, path, name, number)
        await context.progress(number, len(sources), TAKING)
    async with context.transaction() as session:
        missing = await _missing(session, tally.attempts)
    report = RecordingsReport(
        files=len(sources),
        paired=tally.paired,
        unchanged=tally.unchanged,
        unpaired=tally.unpaired,
        rejected=tally.rejected,
        truncated=tally.truncated,
        missing=missing[:SHOWN_MISSING],
        missing_total=len(missing),
        notes=[IGNORED.format(count=ignored)] if ignored else [],
    )
    return report.to_json()


@subscriber(CallRecordsImported, "recordings.pair_waiting")
async def pair_waiting(context: JobContext, session: Session, event: CallRecordsImported) -> None:
    """New calls: recordings that came before them find their call now."""
    del event
    await service.pair_waiting(session, calendar=context.calendar)


class _Tally:
    """What became of the files so far."""

    def __init__(self) -> None:
        self.paired = 0
        self.unchanged = 0
        self.unpaired: list[Rejection] = []
        self.rejected: list[Rejection] = []
        self.truncated: list[str] = []
        self.attempts: list[Attempt] = []


async def _take(
    context: JobContext, store: FileStore, tally: _Tally, path: Path, name: str, number: int
) -> None:
    try:
        prepared = await asyncio.to_thread(service.prepare, path, name, store)
    except NotAWav as error:
        tally.rejected.append(Rejection(number, error.code, error.sentence(), {"file": name}))
        return
    except OSError as error:
        broken = NotAWav(reason=str(error))
        tally.rejected.append(Rejection(number, "recordings.not_readable", broken.sentence(), {"file": name}))
        return
    async with context.transaction() as session:
        pairing = await service.take_file(session, prepared, calendar=context.calendar)
    if prepared.wav.truncated:
        tally.truncated.append(name)
    if pairing.attempt:
        tally.attempts.append(pairing.attempt)
        tally.unchanged += pairing.known
        tally.paired += not pairing.known
    elif pairing.reason:
        tally.unpaired.append(Rejection(number, pairing.code, pairing.reason, {"file": name}))


def _find(folder: Path) -> tuple[list[tuple[Path, str]], int]:
    """Recordings below the folder in a fixed order, and how many other files are ignored."""
    if not folder.is_dir():
        raise FolderNotReadable(folder=str(folder))
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    sounds = [(path, path.name) for path in found if path.suffix.lower() in SUFFIXES]
    return sounds, len(found) - len(sounds)


async def _missing(session: Session, attempts: list[Attempt]) -> list[MissingRecording]:
    """Calls of the days of these attempts whose recording did not come."""
    if not attempts:
        return await service.missing_recordings(session)
    starts: list[datetime] = [one.started_at for one in attempts]
    day = timedelta(days=1)
    return await service.missing_recordings(session, start=min(starts) - day, end=max(starts) + day)
