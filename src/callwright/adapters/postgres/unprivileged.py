"""Running PostgreSQL when we are root: it refuses root, and an ordinary user cannot reach a 0700 home.

The child becomes an unprivileged user that keeps one ambient capability, CAP_DAC_READ_SEARCH, so that it can
walk to its own folder through folders it does not own, and nothing else (ADR 0009).
"""

from __future__ import annotations

import ctypes
import os
import pwd
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_READ_SEARCH = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION = 0x20080522


@dataclass(frozen=True)
class RunAs:
    """The user the server runs as; `prepare` is run in the child before it starts."""

    uid: int
    gid: int
    prepare: Callable[[], None] | None


def choose_user() -> RunAs:
    """Ourselves; under root, the system's unprivileged user."""
    if os.geteuid() != 0:
        return RunAs(os.geteuid(), os.getegid(), None)
    entry = pwd.getpwnam("nobody")
    return RunAs(entry.pw_uid, entry.pw_gid, _dropper(entry.pw_uid, entry.pw_gid))


def give_to(path: Path, user: RunAs) -> None:
    """Make a file or folder the server user's own."""
    if os.geteuid() == 0:
        os.chown(path, user.uid, user.gid)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _available(capability: int) -> bool:
    """Whether this process has a capability (containers drop some)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapPrm:"):
            return bool(int(line.split()[1], 16) >> capability & 1)
    return False


def _dropper(uid: int, gid: int) -> Callable[[], None]:
    """What the child does between fork and exec. The C library is loaded beforehand, in the parent."""
    libc = ctypes.CDLL(None, use_errno=True)
    kept = next((item for item in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE) if _available(item)), None)

    def drop() -> None:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        data = (_Data * 2)()
        if kept is not None:
            data[0].effective = data[0].permitted = data[0].inheritable = 1 << kept
        if libc.capset(ctypes.byref(_Header(_CAPABILITY_VERSION, 0)), data) != 0:
            raise OSError(ctypes.get_errno(), "capset failed")
        if kept is not None and libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, kept, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "ambient capability refused")

    return drop
