"""The jobs `lists.import` (reads, cleans, publishes) and `lists.rematch`. Killed anywhere, they end the same."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from callwright.flow.lists.clean.contracts import CleanResult, ColumnMapping, KnownRows
from callwright.flow.lists.clean.errors import NoColumnFound
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.contracts import ImportOrder
from callwright.flow.lists.decide.mapping import chosen_sheets
from callwright.flow.lists.errors import AllFilesRefused
from callwright.flow.lists.ports import CleaningEngines, Here, Spread
from callwright.flow.lists.service import known, publishing
from callwright.flow.lists.service.importing import IMPORT_JOB
from callwright.flow.lists.service.originals import (
    Original,
    ReadBefore,
    ReadFiles,
    error_of,
    read_originals,
)
from callwright.flow.lists.service.reading import import_result
from callwright.flow.lists.service.recovering import read_from_ledger
from callwright.flow.lists.service.rematching import REMATCH_JOB, publish_rematch
from callwright.flow.lists.service.retraining import model_in_use
from callwright.flow.lists.service.screening import screen
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.files import FileStore
from callwright.platform.jobs import JobContext, job
from callwright.registers.contacts import service as contacts

T = TypeVar("T")
READING = Text("读取文件", "reading the files")
CLEANING = Text("清洗与匹配", "cleaning and matching")
MATCHING = Text("重新匹配", "matching again")
SCREENING = Text("检查屏蔽与匹配度", "checking suppression and fit")
PUBLISHING = Text("写入客户与名单行", "storing contacts and rows")
INDEXING = Text("建立姓名检索", "making names findable")
STEPS = 7
"""Reading, the five steps of cleaning, publishing."""


@dataclass
class Told:
    """How far the working thread says it is."""

    note: Text
    done: int = 0

    def report(self, done: int, total: int, note: Text) -> None:
        """Called by cleaning before each of its steps."""
        self.done, self.note = min(done, total) + 1, note


@job(IMPORT_JOB)
async def import_list(context: JobContext, batch_id: str, engine: str = "local") -> dict[str, Any]:
    """Import one batch to its end; answers what `lists import` prints. `engine`: where it is cleaned and matched.

    Reading and cleaning happen in a work folder that survives a kill; publishing is one transaction. A file that
    cannot be read is listed with its reason while the others go on; when none can, the batch fails.
    """
    batch = UUID(batch_id)
    folder = context.data_folder / "work" / "lists" / batch_id
    try:
        async with context.transaction() as session:
            order = await publishing.begin(session, batch, at=context.clock.now())
            done = await publishing.is_published(session, batch)
        if not done:
            await _clean_and_publish(context, order, folder, engine)
    except CallwrightError as error:
        async with context.transaction() as session:
            await publishing.fail(session, batch, error_of(error), at=context.clock.now())
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        raise
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    await _index_names(context)
    async with context.transaction() as session:
        running = asyncio.ensure_future(screen(session, batch_id=batch, at=context.clock.now()))
        while not running.done():
            await context.progress(STEPS - 1, STEPS, SCREENING)
            await asyncio.wait({running}, timeout=5)
        await running
        return await import_result(session, batch, already_imported=False)


@job(REMATCH_JOB)
async def rematch_list(context: JobContext, batch_id: str) -> dict[str, Any]:
    """Match a published batch, and what is near its rows, again with the model in use; answers what moved.

    Matching happens in a work folder, beginning anew after a kill; what it found is stored in one transaction, or
    matched again when the known contacts changed meanwhile. Done a second time it moves nothing.
    """
    batch = UUID(batch_id)
    folder = context.data_folder / "work" / "lists" / f"rematch-{batch_id}"
    matched, moved = await _match_again(context, batch, folder)
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    await _index_names(context)
    async with context.transaction() as session:
        await screen(session, batch_id=batch, at=context.clock.now())
    return {"batch_id": batch_id, "model": model_in_use()["version"], "moved": moved, **matched}


async def _match_again(context: JobContext, batch: UUID, folder: Path) -> tuple[dict[str, Any], int]:
    """The rows looked at and the doubtful pairs among them, and how many rows moved."""
    from callwright.flow.lists.clean.match_again import match_again  # noqa: PLC0415 - pulls in the analytical engine

    moved: int | None = None
    facts: dict[str, object] = {}
    while moved is None:
        async with context.transaction() as session:
            revision = await contacts.known_revision(session)
        before = await _known(context, folder, again=batch)
        if before is None or before.again is None:
            return {"looked_at": 0, "doubtful_pairs": 0}, 0
        told = Told(MATCHING, STEPS - 3)
        facts = await _while_telling(context, told, partial(match_again, folder / "matched", before))
        await context.progress(STEPS - 1, STEPS, PUBLISHING)
        async with context.transaction() as session:
            moved = await publish_rematch(
                session, batch, folder / "matched", revision=revision, at=context.clock.now()
            )
    return {"looked_at": facts["known_looked_at"], "doubtful_pairs": facts["doubtful_pairs"]}, moved


async def _index_names(context: JobContext) -> None:
    """Make new contacts quick to find by name, in small transactions that nobody waits for."""
    more = True
    while more:
        async with context.transaction() as session:
            more = await contacts.index_names(session)
        await context.progress(STEPS, STEPS, INDEXING)


async def _clean_and_publish(context: JobContext, order: ImportOrder, folder: Path, engine: str) -> None:
    """Read once; clean against the known contacts of the moment; publish, or clean anew if they changed."""
    store, engines = context.ports.get(FileStore), context.ports.get(CleaningEngines)
    read = await _read(context, order, folder)
    published = False
    while not published:
        async with context.transaction() as session:
            revision = await contacts.known_revision(session)
        work = folder / f"revision-{revision}"
        before = await _known(context, work)
        told = Told(CLEANING)
        cleaning = partial(_clean_on, engines, engine, partial(_clean, order, read, work, before, told))
        result = await _while_telling(context, told, cleaning)
        await context.progress(STEPS - 1, STEPS, PUBLISHING)
        keep = partial(known.keep_features, result.rows_path.parent, store, f"{order.batch_id}.parquet")
        key = await asyncio.to_thread(keep)
        async with context.transaction() as session:
            published = await publishing.publish_batch(
                session,
                order,
                result,
                revision=revision,
                positions=list(read.inputs),
                features_key=key,
                at=context.clock.now(),
            )
        if not published:
            await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)


async def _read(context: JobContext, order: ImportOrder, folder: Path) -> ReadFiles:
    """Turn the originals into tables; AllFilesRefused when none of them is one."""
    stager = context.ports.get(TableStager)
    work = partial(read_originals, folder / "read", _originals(context, order), stager)
    read = await _while_telling(context, Told(READING), work)
    async with context.transaction() as session:
        await publishing.note_refused_files(session, order.batch_id, read.errors)
    if not read.inputs:
        raise AllFilesRefused(list(read.errors.values()))
    return read


async def _known(context: JobContext, work: Path, again: UUID | None = None) -> KnownRows | None:
    """All rows published so far in the work folder; None when there are none yet."""
    store = context.ports.get(FileStore)
    await asyncio.to_thread(work.mkdir, parents=True, exist_ok=True)
    async with context.transaction() as session:
        facts = await known.known_facts(session)
    missing = known.missing_features(facts, store)
    for batch_id in missing:
        await _make_features_anew(context, batch_id, work / f"features-{batch_id}")
    if missing:
        async with context.transaction() as session:
            facts = await known.known_facts(session)
    writing = partial(known.write_known, facts, store, work, again)
    return await _while_telling(context, Told(CLEANING), writing)


async def _make_features_anew(context: JobContext, batch_id: UUID, folder: Path) -> None:
    """Clean a published batch again from its rows, because the file matching needs is not there."""
    store = context.ports.get(FileStore)
    told = Told(CLEANING)
    async with context.transaction() as session:
        found = await known.contacts_of_rows(session, batch_id)
        read, mapping = await read_from_ledger(session, batch_id, folder / "read")
    result = await _while_telling(context, told, partial(_clean_with, mapping, read, folder, None, told))
    keep = partial(known.keep_features, result.rows_path.parent, store, f"{batch_id}.parquet", found)
    key = await _while_telling(context, told, keep)
    async with context.transaction() as session:
        await known.remember_features(session, batch_id, key)
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _originals(context: JobContext, order: ImportOrder) -> list[Original]:
    """The kept files of a batch, each with the sheet a person chose."""
    store = context.ports.get(FileStore)
    sheets = chosen_sheets(order.mapping)
    return [
        Original(file.position, file.name, store.path(file.store_key), sheets.get(file.name))
        for file in order.files
    ]


def _clean_on(engines: CleaningEngines, name: str, clean: Callable[[Spread], CleanResult]) -> CleanResult:
    """Clean on the engine of that name, for as long as it is needed."""
    with engines.open(name) as spread:
        return clean(spread)


def _clean(
    order: ImportOrder, read: ReadFiles, work: Path, before: KnownRows | None, told: Told, spread: Spread
) -> CleanResult:
    """Clean with the given mapping, else the one remembered for the source if it fits, else sniffed columns."""
    if order.mapping:
        return _clean_with(ColumnMapping.from_json(order.mapping), read, work, before, told, spread)
    if order.source_mapping:
        with suppress(NoColumnFound):
            return _clean_with(
                ColumnMapping.from_json(order.source_mapping), read, work, before, told, spread
            )
    return _clean_with(None, read, work, before, told, spread)


def _clean_with(
    mapping: ColumnMapping | None,
    read: ReadFiles,
    work: Path,
    before: KnownRows | None,
    told: Told,
    spread: Spread = Here(),  # noqa: B008 - frozen
) -> CleanResult:
    from callwright.flow.lists.clean.pipeline import clean_files  # noqa: PLC0415 - pulls in the analytical engine

    return clean_files(
        work / "clean",
        list(read.inputs.values()),
        stager=ReadBefore(),
        mapping=mapping,
        known=before,
        default_country="CN",
        report=told.report,
        spread=spread,
    )


async def _while_telling(context: JobContext, told: Told, work: Callable[[], T]) -> T:
    """Run blocking work in a thread and pass on how far it says it is."""
    running = asyncio.ensure_future(asyncio.to_thread(work))
    while not running.done():
        await context.progress(told.done, STEPS, told.note)
        await asyncio.wait({running}, timeout=1)
    return await running
