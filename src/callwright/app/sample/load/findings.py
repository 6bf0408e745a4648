"""The diagnosis of the sample, at the end."""

from __future__ import annotations

from typing import Any

from callwright.app.sample.load.desk import Desk


async def diagnose(desk: Desk) -> dict[str, Any]:
    """Let the diagnosis look at the newest month."""
    return await desk.run("diagnosis.run", {}, "diagnosis")
