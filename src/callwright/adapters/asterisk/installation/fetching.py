"""Fetching packages with the machine's own apt, into a private folder and without any right on the system.

apt checks the signature of the release's index and the checksum of every package against it; only the *age* of the
index is not judged, because mirrors of a release in development lag behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from callwright.adapters.asterisk.errors import SwitchNotFetched, SwitchUnsupported
from callwright.adapters.asterisk.installation.origin import Origin

WANTED = ("asterisk", "sip-tester")
_LONGEST_FETCH = 1800.0
"""Seconds; 90 MB on a slow line."""


def fetch_packages(folder: Path, origin: Origin) -> list[Path]:
    """The wanted packages and everything they need, downloaded into `folder`; a second call goes on where it was.

    Raises SwitchUnsupported without apt, SwitchNotFetched with apt's own words.
    """
    for program in ("apt-get", "dpkg-deb"):
        if shutil.which(program) is None:
            raise SwitchUnsupported(reason=f"{program} is missing")
    configuration = _configure(folder, origin)
    _apt(configuration, "update", "-o", "APT::Update::Error-Mode=any")
    _apt(configuration, "install", "--yes", "--download-only", "--no-install-recommends", *WANTED)
    return sorted((folder / "cache" / "archives").glob("*.deb"))


def _configure(folder: Path, origin: Origin) -> Path:
    """Write an apt configuration whose every folder is below `folder`."""
    for name in (
        "lists/partial",
        "cache/archives/partial",
        "state",
        "etc/parts",
        "etc/sources",
        "etc/preferences",
    ):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "status").touch()  # nothing counts as installed, so every library is fetched too
    source = f"deb [signed-by={origin.keyring}] {origin.uri} {origin.suite} main\n"
    (folder / "etc" / "sources.list").write_text(source)
    path = folder / "apt.conf"
    options = {
        "Dir::Etc": folder / "etc",
        "Dir::Etc::sourcelist": folder / "etc" / "sources.list",
        "Dir::Etc::sourceparts": folder / "etc" / "sources",
        "Dir::Etc::preferencesparts": folder / "etc" / "preferences",
        "Dir::Etc::parts": folder / "etc" / "parts",
        "Dir::State": folder / "state",
        "Dir::State::lists": folder / "lists",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "",
        "APT::Get::List-Cleanup": "false",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "Acquire::Check-Valid-Until": "false",
        "Debug::NoLocking": "true",
    }
    lines = [f'{name} "{value}";' for name, value in options.items()]
    path.write_text("\n".join([*_transport_of_machine(), *lines]) + "\n")
    return path


def _transport_of_machine() -> list[str]:
    """How this machine's apt reaches the network (proxies, certificates), as lines of configuration."""
    done = subprocess.run(
        ["apt-config", "dump"],  # noqa: S607 - whichever apt this machine has
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        line
        for line in done.stdout.splitlines()
        if line.startswith(("Acquire::http::", "Acquire::https::")) and not line.endswith(' "";')
    ]


def _apt(configuration: Path, verb: str, *arguments: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed verbs, our own packages
            ["apt-get", "-qq", verb, *arguments],  # noqa: S607 - whichever apt this machine has
            env={
                **os.environ,
                "APT_CONFIG": str(configuration),
                "LC_ALL": "C.UTF-8",
                "DEBIAN_FRONTEND": "noninteractive",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST_FETCH,
        )
    except subprocess.TimeoutExpired:
        raise SwitchNotFetched(step=f"apt-get {verb}", reason=f"> {_LONGEST_FETCH:.0f} s") from None
    if done.returncode != 0:
        words = [line for line in done.stderr.splitlines() if line.startswith(("E:", "W:"))] or [done.stderr]
        raise SwitchNotFetched(step=f"apt-get {verb}", reason=" ".join(words).strip()[:400])
