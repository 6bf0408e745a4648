"""The program `callwright`: one group of commands per room, in the order the data moves."""

from __future__ import annotations

from importlib import import_module

import typer

app = typer.Typer(
    name="callwright",
    help="Callwright 话匠: runs a telesales company and finds out why its team is in trouble.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

GROUPS = (
    "staff",
    "catalog",
    "campaigns",
    "lists",
    "leads",
    "floor",
    "calls",
    "calling",
    "recordings",
    "telephony",
    "insights",
    "speech",
    "coaching",
    "orders",
    "goals",
    "cycles",
    "scores",
    "pay",
    "partners",
)


def _mount() -> None:
    """Mount every group, then the single commands."""
    for name in GROUPS:
        app.add_typer(import_module(f"callwright.app.cli.{name}").app, name=name)
    for name in ("diagnosis", "doctor", "company"):
        import_module(f"callwright.app.cli.{name}").add_to(app)


_mount()


def main() -> None:
    """Entry point of the program."""
    app()
