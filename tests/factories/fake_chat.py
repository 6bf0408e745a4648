"""A test double of an OpenAI-compatible endpoint: no such service can run where tests run.

It speaks real HTTP on a real port and answers what the test told it to; it judges nothing. What it was asked is kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class FakeChat:
    """`says` is the text of its answers; `status`, `wait` (seconds) and `raw` make it misbehave."""

    says: str = '{"hits": []}'
    status: int = 200
    wait: float = 0.0
    raw: bytes | None = None
    location: str | None = None
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def hits(self, *found: tuple[str, int, str]) -> None:
        """Answer with these hits: check, line, quote."""
        entries = [{"check": check, "line": line, "quote": quote} for check, line, quote in found]
        self.says = json.dumps({"hits": entries}, ensure_ascii=False)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        await asyncio.sleep(self.wait)
        if self.location is not None:
            return web.Response(status=307, headers={"Location": self.location})
        body = {"choices": [{"message": {"role": "assistant", "content": self.says}}]}
        content = json.dumps(body).encode() if self.raw is None else self.raw
        return web.Response(status=self.status, body=content, content_type="application/json")


@asynccontextmanager
async def fake_chat() -> AsyncIterator[FakeChat]:
    """One of them on a free port of this machine."""
    fake, app = FakeChat(), web.Application()
    app.router.add_post("/v1/chat/completions", fake.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    fake.address = f"http://127.0.0.1:{port}/v1"
    try:
        yield fake
    finally:
        await runner.cleanup()
