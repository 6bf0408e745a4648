"""The scenario of a customer who calls us."""

from __future__ import annotations

from pathlib import Path

from callwright.adapters.asterisk.customers.script import Script


def calling_script(voice: Path, *, stays_seconds: float) -> str:
    """A customer calls us (the list: caller; called), speaks when answered, and hangs up after `stays_seconds`."""
    script = Script("caller")
    script.call()
    script.play(voice)
    script.wait_for("BYE", milliseconds=int(stays_seconds * 1000), otherwise="hang-up", then="bye")
    script.at("hang-up")
    script.hang_up_own_call()
    script.go_on_at("end")
    script.at("bye")
    script.confirm("BYE")
    script.at("end")
    script.end()
    return script.text()
