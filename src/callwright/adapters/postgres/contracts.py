"""The address of a running server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True)
class ServerAddress:
    """Where the embedded server listens: a Unix socket folder (mode 0700) and the port in its file name."""

    socket_folder: Path
    port: int = 5432
    user: str = "callwright"

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one database of the server."""
        return f"postgresql+asyncpg://{self.user}@/{database}?host={quote(str(self.socket_folder))}&port={self.port}"
