"""Puts the built page into the wheel and the sdist, so that whoever installs Callwright needs no node.

CALLWRIGHT_WEBUI=skip leaves the page out; CALLWRIGHT_WEBUI=rebuild builds it even when it is up to date.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _build_web() -> ModuleType:
    """ops/build_web.py of this checkout, which is not an installed package."""
    path = Path(__file__).resolve().parent / "ops" / "build_web.py"
    spec = importlib.util.spec_from_file_location("callwright_build_web", path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} cannot be read")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class PageHook(BuildHookInterface[Any]):
    """Builds web/ before a wheel or sdist is packed. An editable install serves what `make setup` builds."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask pip for node only when the page must be built and the machine has none."""
        web = _build_web()
        if os.environ.get("CALLWRIGHT_WEBUI") == "skip" or web.is_current() or web.node_on_path():
            return []
        return [web.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 hatchling names both
        """Called by hatchling before packing."""
        wish = os.environ.get("CALLWRIGHT_WEBUI", "")
        if version == "editable" or wish == "skip":
            return
        _build_web().build(force=wish == "rebuild", may_fetch_node=False)
