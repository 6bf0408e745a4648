"""Log set-up: structured lines on stderr; messages are static, values travel as attributes, never phone numbers."""

from __future__ import annotations

import logging
import traceback
from typing import TextIO

import structlog
from structlog.typing import ExcInfo


def _traceback_without_values(sio: TextIO, exc_info: ExcInfo) -> None:
    """A plain traceback without the database's DETAIL lines: they quote whole rows, phone numbers included."""
    lines = "".join(traceback.format_exception(*exc_info)).splitlines()
    sio.write("\n" + "\n".join(line for line in lines if not line.startswith("DETAIL:")))


def configure_logging(*, level: str = "INFO", json_lines: bool = False) -> None:
    """Send structlog and the standard library's log to stderr in one form."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s")
    for noisy in ("pgqueuer", "splink", "alembic.runtime.migration", "uvicorn.access", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # Plain tracebacks: pretty ones print local variables, and those hold phone numbers.
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_traceback_without_values)
    renderer = structlog.processors.JSONRenderer() if json_lines else plain
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(__import__("sys").stderr),
    )
