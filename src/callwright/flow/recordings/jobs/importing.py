"""Importing recordings that people bring."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from callwright.flow.calls.contracts import Attempt
from callwright.flow.calls.events import CallRecordsImported
from callwright.flow.recordings import service
from callwright.flow.recordings.contracts import (
    MissingRecording,
    RecordingsReport,
)
from callwright.flow.recordings.errors import IGNORED, FolderNotReadable, NotAWav
from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job

SUFFIXES = frozenset(
    {".wav", ".wave", ".mp3", ".m4a", ".ogg", ".opus", ".amr", ".aac", ".flac", ".wma", ".gsm"}
)
SHOWN_MISSING = 200
TAKING = Text("正在保存录音并查找通话", "Storing recordings and finding their calls")


@job("recordings.import")
async def import_recordings(
    context: JobContext,
    folder: str = "",
    files: list[dict[str, str]] | None = None,
    people: list[str] | None = None,
) -> dict[str, Any]:
    """Import all recordings below `folder`, or the received `files` (tickets of `service.receive`); returns the report.

    One transaction per file, so a killed job goes on where it was; files taken before count as unchanged. With
    `people` (ids) only their calls are found and told of: files of nobody among them are rejected and not kept.
    """
    tally = _Tally(context, frozenset(map(uuid.UUID, people)) if people is not None else None)
    sources: Sequence[tuple[Path | dict[str, str], str]]
    if files is not None:
        sources, ignored = [(file, file["name"]) for file in files], 0
    else:
        sources, ignored = await asyncio.to_thread(_find, Path(folder))
    for number, (source, name) in enumerate(sources, start=1):
        await tally.take(source, name, number)
        await context.progress(number, len(sources), TAKING)
    async with context.transaction() as session:
        missing = await _missing(session, tally.attempts, tally.people)
    for file in files or ():
        await service.forget_received(tally.vault, file)
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
    """What became of the files so far. `people`: whose calls may be found; None = everybody's."""

    def __init__(self, context: JobContext, people: frozenset[uuid.UUID] | None) -> None:
        self.context = context
        self.people = people
        self.vault = context.ports.get(service.SoundVault)
        self.paired = 0
        self.unchanged = 0
        self.unpaired: list[Rejection] = []
        self.rejected: list[Rejection] = []
        self.truncated: list[str] = []
        self.attempts: list[Attempt] = []

    async def take(self, source: Path | dict[str, str], name: str, number: int) -> None:
        """Take one file of a folder, or an uploaded one by its ticket."""
        try:
            prepared = await asyncio.to_thread(self._prepare, source, name)
        except NotAWav as error:
            self._reject(self.rejected, name, number, error.code, error.sentence())
        except OSError as error:
            if isinstance(source, dict) and isinstance(error, FileNotFoundError):
                self.unchanged += 1  # an earlier run of this job took it
                return
            sentence = NotAWav(reason=str(error)).sentence()
            self._reject(self.rejected, name, number, "recordings.not_readable", sentence)
        else:
            await self._pair(prepared, name, number)

    def _prepare(self, source: Path | dict[str, str], name: str) -> service.Prepared:
        content = source if isinstance(source, Path) else service.received(self.vault, source)
        return service.prepare(content, name)

    async def _pair(self, prepared: service.Prepared, name: str, number: int) -> None:
        async with self.context.transaction() as session:
            pairing = await service.take_file(
                session,
                prepared,
                vault=self.vault,
                calendar=self.context.calendar,
                visible_people=self.people,
            )
        if pairing.attempt:
            self.attempts.append(pairing.attempt)
            self.unchanged += pairing.known
            self.paired += not pairing.known
        elif pairing.reason:
            found = self.unpaired if pairing.kept else self.rejected
            self._reject(found, name, number, pairing.code, pairing.reason)
        if prepared.wav.truncated and pairing.kept:
            self.truncated.append(name)

    @staticmethod
    def _reject(found: list[Rejection], name: str, number: int, code: str, reason: Text) -> None:
        found.append(Rejection(number, code, reason, {"file": name}))


def _find(folder: Path) -> tuple[list[tuple[Path, str]], int]:
    """Recordings below the folder in a fixed order, and how many other files are ignored."""
    if not folder.is_dir():
        raise FolderNotReadable(folder=str(folder))
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    sounds = [(path, path.name) for path in found if path.suffix.lower() in SUFFIXES]
    return sounds, len(found) - len(sounds)


async def _missing(
    session: Session, attempts: list[Attempt], people: frozenset[uuid.UUID] | None
) -> list[MissingRecording]:
    """Calls of the days of these attempts whose recording did not come."""
    if not attempts:
        return await service.missing_recordings(session, visible_people=people)
    starts: list[datetime] = [one.started_at for one in attempts]
    day = timedelta(days=1)
    return await service.missing_recordings(
        session, start=min(starts) - day, end=max(starts) + day, visible_people=people
    )
