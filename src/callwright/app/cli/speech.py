"""`callwright speech …`: the model that writes calls down."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.adapters.speech.recognition import KNOWN, SENSE_VOICE, LocalRecognition
from callwright.app.cli.console import print_result
from callwright.app.settings import Settings
from callwright.app.terminal import messages
from callwright.flow.insights.errors import ModelNotInstalled, UnknownModel
from callwright.kernel.errors import CallwrightError

app = typer.Typer(help="语音识别模型 / the speech model", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("install")
def install(
    model: Annotated[str, typer.Argument(help="sensevoice or whisper-base")] = SENSE_VOICE,
    folder: Annotated[Path | None, typer.Option("--from", help="folder with the model's files")] = None,
    json_: JsonFlag = False,
) -> None:
    """Fetch a speech model, check it, and use it from the next recording on. Nothing about calls is sent anywhere."""
    try:
        place = _install(model, folder)
    except CallwrightError as error:
        messages.print(error.sentence().pick(Settings().lang))
        raise typer.Exit(1) from None
    result = {"model": model, "folder": str(place), "licence": KNOWN[model].licence}
    print_result(result, as_json=json_, human=lambda: f"{model} → {place}\n{KNOWN[model].licence}")


@app.command("models")
def models(json_: JsonFlag = False) -> None:
    """The models that can be installed, and which are."""
    found: dict[str, Any] = {
        one.name: {
            "engine": one.engine,
            "megabytes": one.megabytes,
            "source": one.source,
            "licence": one.licence,
            "installed": one.installed,
        }
        for one in _recognition().models()
    }
    print_result(
        found, as_json=json_, human=lambda: "\n".join(_line(name, one) for name, one in found.items())
    )


def _install(model: str, folder: Path | None) -> Path:
    if model not in KNOWN:
        raise UnknownModel(name=model, names="、".join(KNOWN))
    try:
        return _recognition().install(model, folder)
    except (OSError, ValueError) as fault:
        raise ModelNotInstalled(name=model, reason=str(fault)) from fault


def _recognition() -> LocalRecognition:
    settings = Settings()
    return LocalRecognition(settings.speech_models or settings.home / "models", settings.speech_model)


def _line(name: str, one: dict[str, Any]) -> str:
    mark = "✓" if one["installed"] else " "
    return f"{mark} {name:<14} {one['engine']:<15} {one['megabytes']:>4} MB  {one['licence']}"
