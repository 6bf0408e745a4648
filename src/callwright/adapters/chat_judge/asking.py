"""One question to an OpenAI-compatible endpoint (POST …/chat/completions)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import aiohttp

from callwright.flow.insights.contracts.outside import Message, OutsideAccess
from callwright.flow.insights.ports import NoAnswer

MOST_BYTES = 1 << 20
"""An answer is a list of quotes; a bigger one is not read."""


class ChatJudge:
    """OutsideJudge over HTTP. It follows no redirect: the words go to the address the owner wrote and nowhere else."""

    async def ask(self, access: OutsideAccess, messages: Sequence[Message]) -> str:
        """The text of the first choice; NoAnswer with unreachable, timeout, status, too_big or unreadable."""
        body = {
            "model": access.model,
            "temperature": 0,
            "stream": False,
            "messages": [{"role": one.role, "content": one.content} for one in messages],
        }
        headers = {"Authorization": f"Bearer {access.key}"} if access.key else {}
        address = f"{access.address.rstrip('/')}/chat/completions"
        patience = aiohttp.ClientTimeout(total=access.seconds)
        try:
            async with (
                aiohttp.ClientSession(timeout=patience, trust_env=True) as client,
                client.post(address, json=body, headers=headers, allow_redirects=False) as answer,
            ):
                content = await _read(answer)
        except TimeoutError:
            raise NoAnswer("timeout", f"{access.seconds} s") from None
        except aiohttp.ClientError as fault:
            raise NoAnswer("unreachable", type(fault).__name__) from None
        return _text(content)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    if answer.status != 200:
        raise NoAnswer("status", str(answer.status))
    content = bytearray()
    async for piece in answer.content.iter_chunked(1 << 16):
        content += piece
        if len(content) > MOST_BYTES:
            raise NoAnswer("too_big", f"> {MOST_BYTES} B")
    return bytes(content)


def _text(content: bytes) -> str:
    try:
        read: Any = json.loads(content)
        text = read["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        raise NoAnswer("unreadable", "choices") from None
    if not isinstance(text, str):
        raise NoAnswer("unreadable", "content")
    return text
