"""A process that imports one batch and stops for ever at a named moment of publishing, to be killed there."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import wraps
from importlib import import_module
from typing import Any

from tests.db.flow.lists.doomed_worker import main

MOMENTS = {
    "contacts saved": ("callwright.registers.contacts.service", "save_contact_batches"),
    "rows stored": ("callwright.flow.lists.repository.rows", "replace_rows"),
    "batch counted": ("callwright.flow.lists.repository.batches", "number_through"),
    "rows moved": ("callwright.flow.lists.service.publishing", "regroup"),
    "pairs kept": ("callwright.flow.lists.repository.pairs", "keep"),
    "published": ("callwright.registers.contacts.service", "index_names"),
}
"""After which function of which module the process stops; the last one is after the commit of publishing."""


def stopping(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """The function, and after it nothing more."""

    @wraps(function)
    async def stop(*args: Any, **more: Any) -> Any:
        await function(*args, **more)
        print("there", flush=True)
        await asyncio.sleep(3600)

    return stop


if __name__ == "__main__":
    moment, *arguments = sys.argv[1:]
    module, name = MOMENTS[moment]
    home = import_module(module)
    setattr(home, name, stopping(getattr(home, name)))
    asyncio.run(main(*arguments))
