"""Step 1: every file becomes an all-text table; rows keep their order and their line."""

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.work import Work


def read(work: Work, target: Path) -> dict[str, object]:
    """Stage the input files one after the other; row numbers run on over the files."""
    files: list[dict[str, object]] = []
    for index, source in enumerate(work.inputs):
        found = work.stager.stage(source, target / f"{index:03d}.arrow")
        files.append(
            {
                "name": source.name,
                "rows": found.rows,
                "blank_lines": found.blank_lines,
                "encoding": found.encoding,
                "sheet": found.sheet,
                "other_sheets": list(found.other_sheets),
                "header_line": found.header_line,
                "first_line": found.first_line,
                "columns": list(found.columns),
            }
        )
    return {"files": files, "rows": sum(int(str(file["rows"])) for file in files)}
