"""Kept files are found by content, complete, and nothing outside the folder can be reached."""

import hashlib

import pytest

from callwright.adapters.storage.disk import DiskFileStore


def test_the_same_content_is_kept_once_and_read_back(tmp_path):
    store = DiskFileStore(tmp_path / "files")
    original = tmp_path / "call.WAV"
    original.write_bytes(b"sound" * 1000)
    first, second = store.put(original, "call.WAV"), store.put(b"sound" * 1000, "other name.wav")
    assert first.key == second.key == f"{first.sha256[:2]}/{first.sha256}.wav"
    assert (first.size, first.name, second.name) == (5000, "call.WAV", "other name.wav")
    assert first.sha256 == hashlib.sha256(b"sound" * 1000).hexdigest()
    assert store.path(first.key).read_bytes() == b"sound" * 1000
    assert original.exists()
    assert [path.suffix for path in (tmp_path / "files").rglob("*") if path.is_file()] == [".wav"]


def test_a_damaged_copy_is_replaced_when_the_file_comes_again(tmp_path):
    store = DiskFileStore(tmp_path)
    kept = store.put(b"whole content", "a.csv")
    store.path(kept.key).write_bytes(b"who")
    assert store.path(store.put(b"whole content", "a.csv").key).read_bytes() == b"whole content"


def test_odd_names_do_not_become_paths(tmp_path):
    store = DiskFileStore(tmp_path / "files")
    kept = store.put(b"x", "../../evil.sh/..%00")
    assert "evil" not in kept.key
    (tmp_path / "secret").write_text("s")
    for key in ("../secret", "/etc/passwd", "nothing", kept.key[:2]):
        with pytest.raises(FileNotFoundError):
            store.path(key)
