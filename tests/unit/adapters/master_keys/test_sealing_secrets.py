"""What one installation sealed opens there, for the same use, unchanged, and nowhere else."""

import pytest

from callwright.adapters.master_keys.signing import InstallationKey


def test_a_sealed_secret_opens_only_here_for_its_use_and_unchanged(tmp_path):
    here, elsewhere = InstallationKey(tmp_path / "a.key"), InstallationKey(tmp_path / "b.key")
    sealed = here.seal("judge", "sk-秘密")
    assert here.open("judge", sealed) == "sk-秘密"
    assert "秘密".encode() not in sealed
    assert sealed != here.seal("judge", "sk-秘密")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for box, name, content in (
        (elsewhere, "judge", sealed),
        (here, "other", sealed),
        (here, "judge", changed),
    ):
        with pytest.raises(ValueError, match="another installation"):
            box.open(name, content)
