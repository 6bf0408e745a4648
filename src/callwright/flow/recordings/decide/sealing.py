"""Sealed sound: AES-256-GCM in chunks, so that any part can be opened without the rest.

A sealed file is a header (magic, seven random bytes) and chunks of 64 KiB, each with its tag. The nonce of a chunk is
the random bytes, its number, and whether it is the last: chunks cannot be swapped, dropped or cut off unseen. Each
recording has a key of its own; the associated data bind it to that recording.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"CWSEAL1\x00"
HEADER = 16
CHUNK = 1 << 16
TAG = 16
KEY = 32
_PREFIX = 7


class Damaged(ValueError):
    """What was opened is not what was sealed, or it was sealed with another key."""


def new_key() -> bytes:
    """A fresh key."""
    return secrets.token_bytes(KEY)


def sealed(chunks: Iterable[bytes], key: bytes, bound_to: bytes) -> Iterator[bytes]:
    """The sealed form of a sound that comes in chunks of exactly CHUNK bytes, the last one shorter or as long."""
    cipher, prefix = AESGCM(key), secrets.token_bytes(_PREFIX)
    yield MAGIC + prefix + b"\x00"
    waiting = None
    number = 0
    for chunk in chunks:
        if waiting is not None:
            yield cipher.encrypt(_nonce(prefix, number, last=False), waiting, bound_to)
            number += 1
        waiting = chunk
    yield cipher.encrypt(_nonce(prefix, number, last=True), waiting or b"", bound_to)


def plain_size(sealed_size: int) -> int:
    """How many bytes are inside a sealed file of this size."""
    return sealed_size - HEADER - TAG * _count(sealed_size)


def opened(
    read: Callable[[int, int], bytes],
    sealed_size: int,
    key: bytes,
    bound_to: bytes,
    start: int,
    length: int,
) -> bytes:
    """Bytes from `start` of what is inside; `read(offset, length)` gives sealed bytes. Raises Damaged."""
    end = min(start + length, plain_size(sealed_size))
    if start >= end:
        return b""
    head = read(0, HEADER)
    if len(head) != HEADER or not head.startswith(MAGIC):
        raise Damaged
    prefix, cipher, last = head[len(MAGIC) : len(MAGIC) + _PREFIX], AESGCM(key), _count(sealed_size) - 1
    first, final = start // CHUNK, (end - 1) // CHUNK
    begin = HEADER + first * (CHUNK + TAG)
    content = read(begin, min((final - first + 1) * (CHUNK + TAG), sealed_size - begin))
    parts = []
    for number in range(first, final + 1):
        offset = (number - first) * (CHUNK + TAG)
        try:
            piece = content[offset : offset + CHUNK + TAG]
            parts.append(cipher.decrypt(_nonce(prefix, number, last=number == last), piece, bound_to))
        except (InvalidTag, ValueError):
            raise Damaged from None
    return b"".join(parts)[start - first * CHUNK : end - first * CHUNK]


def _count(sealed_size: int) -> int:
    return max(1, -(-(sealed_size - HEADER) // (CHUNK + TAG)))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
