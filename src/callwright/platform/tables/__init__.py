"""Small and medium tables that people bring: the port that reads them, the columns, the report of an import."""

from callwright.platform.tables.columns import match_columns, normalise_header
from callwright.platform.tables.contracts import ImportReport, Table, TableReader, TableRow

__all__ = [
    "ImportReport",
    "Table",
    "TableReader",
    "TableRow",
    "match_columns",
    "normalise_header",
    "read_kept",
]
