"""When a second load of the sample company is the same load."""

from __future__ import annotations

from callwright.app.sample.speech import voice


def load_key() -> str:
    """The key of the job `sample.load`: loading again is no new load, unless the synthesiser has come meanwhile."""
    return f"sample.load:{'spoken' if voice.available() else 'silent'}"
