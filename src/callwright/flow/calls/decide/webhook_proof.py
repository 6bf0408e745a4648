"""Whether a sender knows the secret of its phone system, compared in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping

TOKEN_HEADER = "x-callwright-token"  # noqa: S105 - the name of a header
SIGNATURE_HEADER = "x-callwright-signature"
NAME = re.compile(r"^[a-z0-9][a-z0-9-]{1,62}$")
_NOBODY = hashlib.sha256(b"no phone system has this token").digest()


def sent_token(headers: Mapping[str, str]) -> str:
    """The token in a header of its own, as Bearer, or as the password of Basic; "" without one."""
    own = headers.get(TOKEN_HEADER, "")
    if own:
        return own
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def token_fits(token: str, token_hash: bytes | None) -> bool:
    """Whether this is the token of that hash; an unknown system costs the same time."""
    sent = hashlib.sha256(token.encode()).digest()
    return hmac.compare_digest(sent, token_hash or _NOBODY) and token_hash is not None


def signature_fits(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether the body is signed: `x-callwright-signature: sha256=<hex of HMAC-SHA256>`."""
    sent = headers.get(SIGNATURE_HEADER, "").strip().removeprefix("sha256=").lower()
    made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(sent.encode(), made.encode())
