"""The API, the commands and the events do not change unnoticed, and their reference is never behind."""

from __future__ import annotations

import dataclasses
import json
from typing import get_type_hints

import typer
from tests.golden.golden import compare
from typer.main import get_command

from callwright.app.api import create_app
from callwright.app.cli import app as program
from callwright.app.registry import import_jobs
from callwright.platform.events.registry import event_classes, subscriptions_of
from callwright.platform.jobs.registry import job_names


def test_the_http_api_is_described():
    compare(
        "openapi.json",
        json.dumps(create_app().openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    )


def test_every_command_is_described():
    lines = ["# Commands", "", "Every command takes `--json`. Generated from the program itself.", ""]
    _describe(get_command(program), ["callwright"], lines)
    compare("commands.md", "\n".join(lines) + "\n")


def test_every_event_and_job_is_described():
    import_jobs()
    lines = [
        "# Events and jobs",
        "",
        "Fields of an event are only ever added.",
        "",
        "| event | fields | subscribers |",
    ]
    lines.append("| --- | --- | --- |")
    for kind in event_classes():
        if not kind.__module__.startswith("callwright."):
            continue
        hints = get_type_hints(kind)
        fields = ", ".join(
            f"`{field.name}: {_plain(hints[field.name])}`" for field in dataclasses.fields(kind)
        )
        subscribers = ", ".join(f"`{item.name}`" for item in subscriptions_of(kind)) or "–"
        lines.append(
            f"| `{kind.__name__}` ({kind.__module__.removeprefix('callwright.')}) | {fields} | {subscribers} |"
        )
    lines += [
        "",
        "Jobs: " + ", ".join(f"`{name}`" for name in job_names() if not name.startswith("test.")),
        "",
    ]
    compare("events.md", "\n".join(lines))


def _plain(hint: object) -> str:
    """A type as people write it, without the sign that would end a table cell."""
    return str(getattr(hint, "__name__", hint)).replace("uuid.", "").replace(" | ", " or ")


def _describe(command: object, path: list[str], lines: list[str]) -> None:
    """One section per command, depth first, in the order the program shows them."""
    children = getattr(command, "commands", None)
    if children:
        for name, child in children.items():
            _describe(child, [*path, name], lines)
        return
    context = typer.Context(command, info_name=" ".join(path))  # type: ignore[arg-type]
    lines += [f"## `{' '.join(path)}`", "", (getattr(command, "help", "") or "").strip(), ""]
    for parameter in command.params:  # type: ignore[attr-defined]
        record = parameter.get_help_record(context)
        if record and record[0] != "--help":
            lines.append(f"- `{record[0]}` {' '.join(record[1].split())}".rstrip())
    lines.append("")
