"""How much of a file is still a table. Beyond these a file is refused or a row is marked, never half read."""

from __future__ import annotations

MAX_COLUMNS = 200
"""Columns; a prospect list or a call export has 5 to 60."""

MAX_CELL_CHARACTERS = 32_767
"""Characters in one cell: the limit of the XLSX format itself."""

MAX_TABLE_BYTES = 64 * 1024 * 1024
"""Bytes of text of a table that is read into memory as a whole (`SpreadsheetReader`)."""

MAX_UNPACKED_BYTES = 2 * 1024**3
"""Bytes a workbook may unpack to."""

MAX_UNPACK_RATIO = 250
"""Unpacked ÷ packed size of one part of a workbook above `RATIO_COUNTS_FROM`; real sheets reach about 30."""

RATIO_COUNTS_FROM = 32 * 1024 * 1024
"""Parts smaller than this are harmless whatever their ratio."""

MAX_SHEET_CELLS = 60_000_000
"""Rows × columns of the rectangle a sheet spans; the reader allocates it as a whole."""

SAMPLE_BYTES = 1024 * 1024
"""Bytes looked at to guess encoding, delimiter and header."""

SAMPLE_RECORDS = 60
"""Records looked at to guess delimiter and header."""

MAX_RECORD_LINES = 200
"""Physical lines one quoted record may span before its quote is taken as a plain character."""
