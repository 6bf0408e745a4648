"""`callwright telephony install`: fetch, unpack, try, and only then put the folder into its place."""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from callwright.adapters.asterisk.errors import SwitchNotFetched
from callwright.adapters.asterisk.installation.fetching import fetch_packages
from callwright.adapters.asterisk.installation.origin import SUITE, origin_of
from callwright.adapters.asterisk.installation.programs import Programs, system_programs, unpacked_programs
from callwright.kernel.text import Text

Say = Callable[[Text], None]

NOT_NEEDED = (
    "adduser_ base-files base-passwd bash_ coreutils_ debconf debianutils diffutils dirmngr dpkg e2fsprogs findutils "
    "gnupg gpg grep_ gzip_ hostname_ init-system libperl libpython libsystemd-shared login mount_ ncurses passwd perl "
    "pinentry python sed_ sudo sysvinit tar_ tzdata util-linux"
)
"""Beginnings of the names of packages that Asterisk's own installation scripts want; nothing at run time does."""
_NOT_UNPACKED = ("doc", "man", "locale", "lintian")


@dataclass(frozen=True, slots=True)
class Installation:
    """What is installed, and where: "unpacked" below the data folder, or "system"."""

    kind: str
    folder: str
    asterisk: str
    sipp: str


def install(folder: Path, *, say: Say, suite: str = SUITE, again: bool = False) -> Installation:
    """Have Asterisk and SIPp in `folder`. An interrupted or offline run is continued by calling it again.

    A machine where nothing can be fetched but which has a system Asterisk uses that one. Raises SwitchUnsupported or
    SwitchNotFetched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _only_one(folder):
        if again:
            shutil.rmtree(folder / "programs", ignore_errors=True)
        present = installed(folder)
        if present is not None:
            say(Text(f"已安装 Asterisk {present.asterisk}。", f"Asterisk {present.asterisk} is installed."))
            return present
        try:
            return _fetch_and_unpack(folder, suite, say)
        except SwitchNotFetched:
            programs = system_programs()
            if programs is None:
                raise
            return _system(programs, say)


def installed(folder: Path) -> Installation | None:
    """What a finished installation left in `folder`; None when there is none."""
    programs = unpacked_programs(folder / "programs")
    mark = folder / "programs" / "installed.json"
    if programs is None or not mark.exists():
        return None
    return Installation(**json.loads(mark.read_text()))


def _fetch_and_unpack(folder: Path, suite: str, say: Say) -> Installation:
    origin = origin_of(suite=suite)
    say(
        Text(
            f"正在下载 Asterisk 与 SIPp（Debian {origin.suite}，约 90 MB）……",
            f"Fetching Asterisk and SIPp (Debian {origin.suite}, about 90 MB) …",
        )
    )
    packages = fetch_packages(folder / "fetching", origin)
    say(Text(f"正在解开 {len(packages)} 个软件包……", f"Unpacking {len(packages)} packages …"))
    fresh = folder / "programs.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for package in packages:
        if not package.name.startswith(tuple(NOT_NEEDED.split())):
            _unpack(package, fresh)
    result = _tried(fresh, folder / "programs")
    (fresh / "installed.json").write_text(json.dumps(asdict(result)))
    shutil.rmtree(folder / "programs", ignore_errors=True)
    fresh.rename(folder / "programs")
    shutil.rmtree(folder / "fetching", ignore_errors=True)
    say(
        Text(
            f"已安装 Asterisk {result.asterisk}、SIPp {result.sipp}。",
            f"Asterisk {result.asterisk} and SIPp {result.sipp} are installed.",
        )
    )
    return result


def _unpack(package: Path, into: Path) -> None:
    """Unpack a package's files without its scripts; nothing outside `into` is touched."""
    leave_out = [f"--exclude=./usr/share/{name}" for name in _NOT_UNPACKED]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as reading:  # noqa: S603, S607 - apt checked the file
        done = subprocess.run(  # noqa: S603 - same
            ["tar", "-x", "-C", into, "--no-same-owner", *leave_out],  # noqa: S607 - the system's tar
            stdin=reading.stdout,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0 or reading.returncode != 0:
        raise SwitchNotFetched(step=package.name, reason=done.stderr.strip()[:300] or "dpkg-deb failed")


def _tried(fresh: Path, place: Path) -> Installation:
    """Both programs must run and say their version before they are put into place."""
    programs = unpacked_programs(fresh)
    versions = (programs.asterisk_version(), programs.sipp_version()) if programs else ("", "")
    if not all(versions):
        raise SwitchNotFetched(
            step="asterisk -V, sipp -v", reason="the unpacked programs do not run on this machine"
        )
    return Installation("unpacked", str(place), *versions)


def _system(programs: Programs, say: Say) -> Installation:
    version = programs.asterisk_version()
    say(
        Text(
            f"无法下载，改用系统自带的 Asterisk {version}。",
            f"Nothing could be fetched; the system's Asterisk {version} is used.",
        )
    )
    return Installation("system", "/", version, programs.sipp_version())


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Two installations at once wait for each other."""
    with (folder / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
