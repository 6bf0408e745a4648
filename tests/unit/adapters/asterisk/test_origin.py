"""Where packages come from, on machines of several kinds."""

from __future__ import annotations

import pytest

from callwright.adapters.asterisk.errors import SwitchUnsupported
from callwright.adapters.asterisk.installation.origin import KEYRING, PUBLIC_ARCHIVE, origin_of


@pytest.fixture
def machine(tmp_path):
    (tmp_path / "etc/apt/sources.list.d").mkdir(parents=True)
    (tmp_path / KEYRING).parent.mkdir(parents=True)
    (tmp_path / KEYRING).touch()
    (tmp_path / "etc/os-release").write_text('ID=debian\nPRETTY_NAME="Debian 12"\n')
    return tmp_path


def test_the_mirror_of_the_machine_is_used(machine):
    (machine / "etc/apt/sources.list.d/debian.sources").write_text(
        "Types: deb\nURIs: http://mirror.example/debian-security\nSuites: a-security\nComponents: main\n\n"
        "Types: deb\nURIs: http://mirror.example/debian/\nSuites: a a-updates\nComponents: main contrib\n"
    )
    assert origin_of(machine).uri == "http://mirror.example/debian"


def test_a_line_in_the_old_form_is_read_too_and_strangers_are_passed_over(machine):
    (machine / "etc/apt/sources.list").write_text(
        "# deb http://commented.example/debian a main\n"
        "deb https://packages.example/tool stable main\n"
        "deb [signed-by=/k.gpg] https://near.example/debian a main\n"
    )
    assert origin_of(machine).uri == "https://near.example/debian"


def test_without_a_mirror_the_public_archive_is_used(machine):
    origin = origin_of(machine, suite="forky")
    assert (origin.uri, origin.suite, origin.keyring) == (PUBLIC_ARCHIVE, "forky", machine / KEYRING)


def test_a_relative_of_debian_uses_the_public_archive_not_its_own(machine):
    (machine / "etc/os-release").write_text("ID=ubuntu\nID_LIKE=debian\n")
    (machine / "etc/apt/sources.list").write_text("deb http://archive.example/debian noble main\n")
    assert origin_of(machine).uri == PUBLIC_ARCHIVE


@pytest.mark.parametrize("release", ["ID=fedora\n", ""], ids=["another system", "no system known"])
def test_other_systems_are_refused_with_a_way_out(machine, release):
    (machine / "etc/os-release").write_text(release)
    with pytest.raises(SwitchUnsupported) as refused:
        origin_of(machine)
    assert "Asterisk 20" in refused.value.message("zh")


def test_nothing_is_fetched_without_keys_to_check_it(machine):
    (machine / KEYRING).unlink()
    with pytest.raises(SwitchUnsupported, match="debian-archive-keyring"):
        origin_of(machine)
