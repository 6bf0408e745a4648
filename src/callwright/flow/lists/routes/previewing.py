"""Files looked at before they are imported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel, ConfigDict

from callwright.flow.lists import service
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.errors import NoFiles
from callwright.flow.lists.service.previewing import Sent
from callwright.platform.http import PortsDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/lists", tags=["lists"])


class ColumnPreviewOut(BaseModel):
    """One column; `field` is what it was taken for (null: kept, not read), `doubt` what speaks against that."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    cells: list[str]
    filled: float
    field: str | None
    taken: str | None
    doubt: str | None


class FilePreviewOut(BaseModel):
    """One file; `error` {code, zh, en} when it cannot be used. `rows_exact` false: estimated from the size."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    size: int
    encoding: str
    sheet: str | None
    sheets: list[str]
    header_line: int
    rows: int
    rows_exact: bool
    blank_lines: int
    columns: list[ColumnPreviewOut]
    missing: list[str]
    error: dict[str, Any] | None


@router.post("/preview")
async def preview_files(
    ports: PortsDep,
    principal: Annotated[Principal, require("lists.write")],
    files: Annotated[list[UploadFile], File()],
    sizes: Annotated[str, Form()] = "",
    sheets: Annotated[str, Form()] = "",
) -> list[FilePreviewOut]:
    """What is in the files, before anything is imported; nothing is kept, so cells come back as they were sent.

    Of a long text file the beginning is enough: `sizes` is JSON {file name: whole size in bytes} of such files.
    `sheets` is JSON {file name: [sheet, …]} for workbooks of which others are wanted than the fullest sheet.
    """
    if not files:
        raise NoFiles
    whole, chosen = _by_name(sizes), _by_name(sheets)
    with TemporaryDirectory(prefix="sent-") as folder:
        sent = [_put(file, Path(folder) / f"{place:03d}", whole, chosen) for place, file in enumerate(files)]
        found = await service.preview(principal, files=sent, stager=ports.get(TableStager))
    return [FilePreviewOut.model_validate(one) for one in found]


def _put(file: UploadFile, place: Path, whole: dict[str, Any], chosen: dict[str, Any]) -> Sent:
    name = file.filename or "list.csv"
    with place.open("wb") as target:
        shutil.copyfileobj(file.file, target)
    size, sheets = whole.get(name), chosen.get(name)
    names = tuple(str(sheet) for sheet in sheets) if isinstance(sheets, list) else ()
    return Sent(name, place, size if isinstance(size, int) else None, names)


def _by_name(text: str) -> dict[str, Any]:
    """A JSON object by file name; anything else says nothing about any file."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
