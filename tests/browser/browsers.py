"""Which Chromium tests start, and how."""

from __future__ import annotations

import shutil

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def own_browser() -> str | None:
    """The machine's Chromium; none leaves it to Playwright's own."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
