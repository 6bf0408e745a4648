"""The programs of a switch: those unpacked beside the data, or those of the system."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from callwright.adapters.asterisk.errors import SwitchNotInstalled

_LIBRARIES = {
    "x86_64": ("x86_64-linux-gnu", "ld-linux-x86-64.so.2"),
    "aarch64": ("aarch64-linux-gnu", "ld-linux-aarch64.so.1"),
}
DEBIAN_MODULES = Path("/usr/lib") / _LIBRARIES.get(platform.machine(), ("", ""))[0] / "asterisk/modules"
DEBIAN_SHARED = Path("/usr/share/asterisk")
"""Where Debian's own package puts them."""
OLDEST = 20
"""The oldest Asterisk whose REST interface and recorder behave as this adapter expects."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Command lines (without arguments) and folders. `sipp` is empty when there is none."""

    asterisk: tuple[str, ...]
    sipp: tuple[str, ...]
    modules: Path
    shared: Path

    def asterisk_version(self) -> str:
        """Like "22.10.1"; "" when the program does not run."""
        found = re.search(r"Asterisk (\d[\d.]*)", _output([*self.asterisk, "-V"]))
        return found[1] if found else ""

    def sipp_version(self) -> str:
        """Like "3.8.0"; "" when there is none or it does not run."""
        found = re.search(r"SIPp v(\d[\d.]*)", _output([*self.sipp, "-v"]) if self.sipp else "")
        return found[1] if found else ""


def unpacked_programs(folder: Path) -> Programs | None:
    """The programs unpacked in `folder`, run through the dynamic loader that came with them; None without."""
    triple, loader = _LIBRARIES.get(platform.machine(), ("", ""))
    libraries = folder / "usr/lib" / triple
    if not triple or not (folder / "usr/sbin/asterisk").exists():
        return None
    run = (str(libraries / loader), "--library-path", str(libraries))
    sipp = folder / "usr/bin/sipp"
    return Programs(
        asterisk=(*run, str(folder / "usr/sbin/asterisk")),
        sipp=(*run, str(sipp)) if sipp.exists() else (),
        modules=libraries / "asterisk/modules",
        shared=folder / "usr/share/asterisk",
    )


def system_programs() -> Programs | None:
    """The programs of the system, when its Asterisk is new enough; None otherwise."""
    asterisk = shutil.which("asterisk", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    sipp = shutil.which("sipp")
    modules = next((path for path in _module_folders() if (path / "res_ari.so").exists()), None)
    shared = next(
        (path for path in (Path("/usr/share/asterisk"), Path("/var/lib/asterisk")) if path.is_dir()), None
    )
    if asterisk is None or modules is None or shared is None:
        return None
    programs = Programs((asterisk,), (sipp,) if sipp else (), modules, shared)
    return programs if int(programs.asterisk_version().split(".")[0] or 0) >= OLDEST else None


def find_programs(folder: Path) -> Programs:
    """Unpacked programs first, then the system's. Raises SwitchNotInstalled."""
    programs = unpacked_programs(folder) or system_programs()
    if programs is None:
        raise SwitchNotInstalled(missing="asterisk")
    return programs


def _module_folders() -> list[Path]:
    triples = [triple for triple, _ in _LIBRARIES.values()]
    return [Path("/usr/lib") / part / "asterisk/modules" for part in ("", *triples)] + [
        Path("/usr/lib64/asterisk/modules")
    ]


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr
