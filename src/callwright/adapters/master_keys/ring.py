"""A ring of named master keys; the last one is used for what is new, the others still open what is old."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from callwright.adapters.master_keys.errors import (
    KeyFileOpen,
    KeyFileUnreadable,
    KeysFromEnvironment,
    NoMasterKey,
)

KEY = 32
_NONCE = 12
_OTHERS = 0o077


class KeyRing:
    """MasterKeys from a file (lines of `name base64`) or from text given by the environment.

    The file is read again when it changed, so that a key added by a command is known to all processes at once.
    """

    def __init__(self, file: Path, given: str = "") -> None:
        self._file = file
        self._given = given
        self._seen: tuple[int, int] | None = None
        self._keys: dict[str, bytes] = {}
        if given:
            lines = [line for part in given.split(",") for line in part.splitlines()]
            self._keys = _parse(lines, "CALLWRIGHT_RECORDING_KEYS")

    @property
    def names(self) -> tuple[str, ...]:
        """All key names, oldest first."""
        return tuple(self._ring())

    @property
    def current(self) -> str:
        """The key for what is new; NoMasterKey when there is none."""
        names = self.names
        if not names:
            raise NoMasterKey
        return names[-1]

    def wrap(self, data_key: bytes, bound_to: str) -> bytes:
        """Seal a data key under the current key."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._ring()[self.current]).encrypt(nonce, data_key, bound_to.encode())

    def unwrap(self, master_key: str, wrapped: bytes, bound_to: str) -> bytes:
        """Open a data key; LookupError without that key, ValueError when it does not fit."""
        cipher = AESGCM(self._ring()[master_key])
        try:
            return cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], bound_to.encode())
        except InvalidTag:
            raise ValueError("the data key does not belong to this master key") from None

    def add(self, name: str) -> None:
        """Make a new key and append it to the file; from now on it is the current one."""
        if self._given:
            raise KeysFromEnvironment
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        line = f"{name} {base64.b64encode(secrets.token_bytes(KEY)).decode()}\n"
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def _ring(self) -> dict[str, bytes]:
        if self._given:
            return self._keys
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return {}
        if found.st_mode & _OTHERS:
            raise KeyFileOpen(file=str(self._file))
        seen = (found.st_mtime_ns, found.st_size)
        if seen != self._seen:
            self._keys = _parse(self._file.read_text().splitlines(), str(self._file))
            self._seen = seen
        return self._keys


def _parse(lines: list[str], place: str) -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, written = line.strip().replace(":", " ", 1).partition(" ")
        try:
            key = base64.b64decode(written.strip(), validate=True)
        except binascii.Error:
            key = b""
        if len(key) != KEY or name in keys:
            raise KeyFileUnreadable(place=place, line=number)
        keys[name] = key
    return keys
