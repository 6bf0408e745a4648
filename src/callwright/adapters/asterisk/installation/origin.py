"""Where the packages come from: the machine's own Debian mirror when it has one, else the public archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from callwright.adapters.asterisk.errors import SwitchUnsupported

PUBLIC_ARCHIVE = "http://deb.debian.org/debian"
"""Debian's own address of its archive; whatever it answers is checked against the archive's signing keys."""

SUITE = "forky"
"""The Debian release whose Asterisk 22 is used. It brings every library it needs, so it runs on older machines too."""

KEYRING = "usr/share/keyrings/debian-archive-keyring.gpg"
_RELATIVES = frozenset({"debian", "ubuntu"})


@dataclass(frozen=True, slots=True)
class Origin:
    """An archive, the release taken from it, and the keys its index must be signed with."""

    uri: str
    suite: str
    keyring: Path


def origin_of(root: Path = Path("/"), *, suite: str = SUITE) -> Origin:
    """The origin for the machine whose file system begins at `root`. Raises SwitchUnsupported."""
    release = _os_release(root)
    names = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if not names & _RELATIVES:
        raise SwitchUnsupported(reason=release.get("PRETTY_NAME", "not Linux"))
    if not (root / KEYRING).exists():
        raise SwitchUnsupported(reason="the package debian-archive-keyring is missing")
    mirrors = list(_debian_mirrors(root)) if release.get("ID") == "debian" else []
    return Origin(mirrors[0] if mirrors else PUBLIC_ARCHIVE, suite, root / KEYRING)


def _os_release(root: Path) -> dict[str, str]:
    try:
        lines = (root / "etc/os-release").read_text().splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {name: value.strip("\"'") for name, value in pairs}


def _debian_mirrors(root: Path) -> Iterator[str]:
    """Addresses of Debian's main archive in the machine's sources, in the order apt reads them."""
    folder = root / "etc/apt"
    for path in [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))]:
        if path.suffix == ".sources":
            yield from _of_stanzas(path.read_text())
        elif path.suffix == ".list" and path.exists():
            yield from _of_lines(path.read_text())


def _of_stanzas(text: str) -> Iterator[str]:
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", stanza, re.MULTILINE))
        for uri in fields.get("URIs", "").split():
            if "main" in fields.get("Components", "").split() and _is_archive(uri):
                yield uri.rstrip("/")


def _of_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = re.match(r"deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+\S+\s+(.*)", line.strip())
        if found and "main" in found[2].split() and _is_archive(found[1]):
            yield found[1].rstrip("/")


def _is_archive(uri: str) -> bool:
    """A mirror of Debian's main archive ends in /debian; security updates and foreign archives do not."""
    return uri.startswith(("http://", "https://", "file:/")) and uri.rstrip("/").endswith("/debian")
