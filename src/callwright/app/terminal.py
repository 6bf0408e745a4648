"""The two consoles: results go to standard output, everything else to standard error."""

from __future__ import annotations

from rich.console import Console

output = Console(highlight=False, soft_wrap=True)
messages = Console(stderr=True, highlight=False, soft_wrap=True)
