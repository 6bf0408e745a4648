"""Installing: what is there stays, what cannot be trusted or does not run is never put into place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from callwright.adapters.asterisk.errors import SwitchNotFetched
from callwright.adapters.asterisk.installation import installing
from callwright.adapters.asterisk.installation.installing import install, installed
from callwright.adapters.asterisk.installation.origin import KEYRING, Origin
from callwright.adapters.asterisk.installation.programs import unpacked_programs


@pytest.fixture
def quiet():
    said = []
    return said.append


@pytest.fixture
def from_archive(monkeypatch):
    """Take packages from another archive, on a machine that has no Asterisk of its own."""

    def taking(uri: str) -> None:
        origin = Origin(uri, "forky", Path("/") / KEYRING)
        monkeypatch.setattr(installing, "origin_of", lambda **_: origin)
        monkeypatch.setattr(installing, "system_programs", lambda: None)

    return taking


def test_the_programs_say_their_version(programs):
    assert int(programs.asterisk_version().split(".")[0]) >= 22
    assert programs.sipp_version()


def test_what_is_installed_is_not_fetched_again(programs, quiet, monkeypatch):
    monkeypatch.setattr(installing, "fetch_packages", lambda *_: pytest.fail("fetched"))
    folder = programs.shared.parents[2].parent
    assert install(folder, say=quiet).asterisk == programs.asterisk_version()


def test_without_a_network_it_says_what_to_do_and_leaves_nothing_half_done(tmp_path, quiet, from_archive):
    from_archive("http://127.0.0.1:9/debian")
    with pytest.raises(SwitchNotFetched) as failed:
        install(tmp_path, say=quiet)
    assert "apt-get update" in failed.value.message("zh")
    assert installed(tmp_path) is None
    assert unpacked_programs(tmp_path / "programs") is None


def test_an_archive_without_a_valid_signature_is_refused(tmp_path, quiet, from_archive):
    release = tmp_path / "archive/debian/dists/forky"
    (release / "main/binary-amd64").mkdir(parents=True)
    (release / "main/binary-amd64/Packages").write_text("")
    (release / "Release").write_text("Suite: forky\nCodename: forky\nDate: Tue, 24 Nov 2026 00:00:00 UTC\n")
    from_archive(f"file:{tmp_path}/archive/debian")
    with pytest.raises(SwitchNotFetched, match="not signed"):
        install(tmp_path / "home", say=quiet)


def test_programs_that_do_not_run_are_not_put_into_place(tmp_path, quiet, from_archive, monkeypatch):
    from_archive("http://127.0.0.1:9/debian")
    package = _package(tmp_path / "package", {"usr/sbin/asterisk": "not a program"})
    monkeypatch.setattr(installing, "fetch_packages", lambda *_: [package])
    with pytest.raises(SwitchNotFetched, match="do not run"):
        install(tmp_path / "home", say=quiet)
    assert installed(tmp_path / "home") is None
    assert not (tmp_path / "home/programs").exists()


def _package(folder: Path, files: dict[str, str]) -> Path:
    """A real package with these files."""
    (folder / "DEBIAN").mkdir(parents=True)
    (folder / "DEBIAN/control").write_text(
        "Package: asterisk\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@example.com>\nDescription: none\n"
    )
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    made = folder.with_suffix(".deb")
    subprocess.run(["dpkg-deb", "--build", folder, made], check=True, capture_output=True)
    return made
