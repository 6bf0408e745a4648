"""Secrets derived from, or sealed with, one key of this installation: the database alone gives none of them away."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from callwright.adapters.master_keys.errors import KeyFileOpen

KEY = 32
NONCE = 12
_OTHERS = 0o077


class InstallationKey:
    """SigningKeys and SecretBox from a 0600 file that is made at its first use."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def derive(self, name: str) -> str:
        """The secret for a name, URL-safe."""
        made = hmac.new(self._key(), name.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def seal(self, name: str, secret: str) -> bytes:
        """A secret of another house, sealed for this installation and this use (AES-256-GCM)."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher(name).encrypt(nonce, secret.encode(), name.encode())

    def open(self, name: str, sealed: bytes) -> str:
        """What was sealed; ValueError when another installation sealed it, or it was changed."""
        try:
            return self._cipher(name).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode()).decode()
        except InvalidTag:
            raise ValueError("sealed by another installation, or changed") from None

    def _cipher(self, name: str) -> AESGCM:
        return AESGCM(hmac.new(self._key(), f"seal:{name}".encode(), hashlib.sha256).digest())

    def _key(self) -> bytes:
        if not self._file.exists():
            self._make()
        if self._file.stat().st_mode & _OTHERS:
            raise KeyFileOpen(file=str(self._file))
        return self._file.read_bytes()

    def _make(self) -> None:
        """Written beside its place and linked: of two processes at once, one wins and both read the same."""
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._file.with_name(f"{self._file.name}.{secrets.token_hex(4)}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, self._file)
        except FileExistsError:
            pass
        finally:
            part.unlink()
