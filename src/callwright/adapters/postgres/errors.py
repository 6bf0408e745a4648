"""Errors of the embedded server."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class ServerDidNotStart(CallwrightError):
    """The embedded PostgreSQL server could not be started."""

    status = 500
    code = "postgres.did_not_start"
    text = Text(
        "内置数据库无法启动（{reason}）。请查看日志 {log}，或用 CALLWRIGHT_DATABASE_URL 指定外部 PostgreSQL。",
        "The embedded database did not start ({reason}). See the log {log}, or set CALLWRIGHT_DATABASE_URL "
        "to an external PostgreSQL.",
    )
