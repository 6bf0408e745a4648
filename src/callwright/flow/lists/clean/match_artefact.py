"""The model in use: a versioned JSON file with its settings, its training and its evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "model" / "contact_match_v3.json"

_chosen: dict[str, Path] = {}
_loaded: dict[str, dict[str, Any]] = {}


def artefact() -> dict[str, Any]:
    """The model in use: `version`, `threshold`, `settings` (Splink), `evaluation`, `training`."""
    if "model" not in _loaded:
        _loaded["model"] = json.loads(_chosen.get("path", SHIPPED).read_text(encoding="utf-8"))
    return _loaded["model"]


def choose_artefact(path: Path | None) -> None:
    """Use this file in this process from now on, e.g. one the house trained; None: the shipped one."""
    _loaded.clear()
    _chosen.clear()
    if path is not None:
        _chosen["path"] = path


def use_artefact(model: dict[str, Any] | None) -> None:
    """Use this model in this process (training evaluates what it has just made); None: the chosen file again."""
    _loaded.clear()
    if model is not None:
        _loaded["model"] = model
