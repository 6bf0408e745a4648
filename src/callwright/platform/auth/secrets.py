"""Password and token hashing."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_PASSWORD = 10
_HASHER = PasswordHasher()


def new_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def csrf_token_of(token: str) -> str:
    """The CSRF token of a session: only who knows the (HttpOnly) session token can make it, so nothing is stored."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def hash_password(password: str) -> str:
    """Argon2id with the library's current defaults."""
    return _HASHER.hash(password)


@cache
def _nobody() -> str:
    """A hash that no password has; checking it costs as much as checking a real one."""
    return _HASHER.hash("nobody has this password")


def password_matches(stored: str | None, password: str) -> bool:
    """Check a password; an account without one costs the same time."""
    try:
        _HASHER.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
