"""Master keys come from a file that only its owner can read, or from the environment."""

import base64
import stat

import pytest

from callwright.adapters.master_keys.errors import (
    KeyFileOpen,
    KeyFileUnreadable,
    KeysFromEnvironment,
    NoMasterKey,
)
from callwright.adapters.master_keys.ring import KeyRing

DATA_KEY = bytes(range(32))
GIVEN = "a:" + base64.b64encode(b"a" * 32).decode() + ",b:" + base64.b64encode(b"b" * 32).decode()


def test_without_a_key_nothing_can_be_sealed(tmp_path):
    ring = KeyRing(tmp_path / "keys")
    assert ring.names == ()
    with pytest.raises(NoMasterKey):
        ring.wrap(DATA_KEY, "r1")


def test_a_new_key_is_in_a_file_of_its_owner_and_known_to_other_processes(tmp_path):
    file = tmp_path / "deep" / "keys"
    ring, other = KeyRing(file), KeyRing(file)
    ring.add("k1")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    wrapped = ring.wrap(DATA_KEY, "r1")
    assert DATA_KEY not in wrapped
    assert other.unwrap("k1", wrapped, "r1") == DATA_KEY
    ring.add("k2")
    assert (other.current, other.names) == ("k2", ("k1", "k2"))
    assert other.unwrap("k1", wrapped, "r1") == DATA_KEY


def test_a_wrapped_key_fits_one_recording_and_one_master_key(tmp_path):
    ring = KeyRing(tmp_path / "keys", GIVEN)
    wrapped = ring.wrap(DATA_KEY, "r1")
    for master_key, bound_to in (("b", "r2"), ("a", "r1")):
        with pytest.raises(ValueError, match="does not belong"):
            ring.unwrap(master_key, wrapped, bound_to)
    with pytest.raises(LookupError):
        ring.unwrap("c", wrapped, "r1")


def test_a_file_that_others_may_read_is_refused(tmp_path):
    file = tmp_path / "keys"
    KeyRing(file).add("k1")
    file.chmod(0o640)
    with pytest.raises(KeyFileOpen):
        KeyRing(file).wrap(DATA_KEY, "r1")


@pytest.mark.parametrize(
    "line", ["k1 short", "k1", "k1 " + "A" * 43, "k1:" + base64.b64encode(b"x" * 31).decode()]
)
def test_what_is_no_key_is_named_by_its_line(tmp_path, line):
    file = tmp_path / "keys"
    file.write_text(f"# master keys\n\n{line}\n")
    file.chmod(0o600)
    with pytest.raises(KeyFileUnreadable) as refusal:
        KeyRing(file).names  # noqa: B018 - reading is the act
    assert refusal.value.details["line"] == 3
    assert "short" not in str(refusal.value)


def test_keys_of_the_environment_cannot_be_added_to(tmp_path):
    with pytest.raises(KeysFromEnvironment):
        KeyRing(tmp_path / "keys", GIVEN).add("k3")
