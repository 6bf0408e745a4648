"""Starting the whole product: `up`, and the small commands around it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.sample.key import load_key
from callwright.app.settings import Settings
from callwright.app.up import bring_up

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def add_to(app: typer.Typer) -> None:
    """Mount the commands on the program itself."""
    app.command("up")(up)
    app.command("stop")(stop)
    app.command("openapi")(openapi)
    app.command("sample")(sample)


def up(
    sample: Annotated[bool, typer.Option("--sample", help="load the sample company first")] = False,
    telephony: Annotated[
        bool, typer.Option("--telephony", help="with a telephone switch and its dialer")
    ] = False,
    tls: Annotated[
        bool,
        typer.Option("--tls", help="serve the page over HTTPS, as microphones of other machines need it"),
    ] = False,
    port: Annotated[int | None, typer.Option(help="port of the page")] = None,
) -> None:
    """Start everything: database, page and worker, supervised; stops with Ctrl+C."""
    settings = Settings()
    if port is not None:
        settings = settings.model_copy(update={"port": port})
    if tls:
        settings = settings.model_copy(update={"tls": True})
    raise typer.Exit(bring_up(settings, sample=sample, telephony=telephony))


def stop() -> None:
    """Stop the embedded database of the data folder."""
    EmbeddedServer(Settings().home).stop()


def openapi() -> None:
    """Print the OpenAPI description of the HTTP API."""
    from callwright.app.api import create_app  # noqa: PLC0415 - the web stack is slow to import for other commands

    print(json.dumps(create_app().openapi(), ensure_ascii=False, indent=1, sort_keys=True))


def sample(json_: JsonFlag = False) -> None:
    """Load the sample company through the same doors as your own files."""

    async def work(context: CommandContext) -> dict[str, object]:
        return await context.run_job("sample.load", {}, key=load_key())

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: json.dumps(result, ensure_ascii=False, indent=2))
