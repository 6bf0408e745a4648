"""The source tree as the house rules see it: files, their place in the house, and its sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOMS = ("kernel", "rules", "platform", "registers", "flow", "adapters", "app")
REGISTERS = ("contacts", "staff", "catalog", "campaigns", "markets", "goals")
STAGES = (
    "lists",
    "leads",
    "floor",
    "calls",
    "recordings",
    "insights",
    "coaching",
    "orders",
    "scores",
    "pay",
    "diagnosis",
    "boards",
)


@dataclass(frozen=True)
class Violation:
    """Where a law is broken, and what to do instead."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"src/callwright/{self.path}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Module:
    """One source file: its path below the package, its text and its tree."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """("flow", "calls", "service", "x") for flow/calls/service/x.py; packages end with __init__."""
        return tuple(self.path.removesuffix(".py").split("/"))

    @property
    def room(self) -> tuple[str, str] | None:
        """("flow", "calls"), ("registers", "staff") or ("platform", "jobs"); None elsewhere."""
        if self.parts[0] in {"flow", "registers", "platform"} and len(self.parts) > 2:
            return self.parts[0], self.parts[1]
        return None

    @property
    def kind(self) -> str:
        """Its file of the stage pattern ("service" for service.py and service/…), else ""."""
        inside = self.room and self.parts[0] != "platform"
        return self.parts[2] if inside else ""

    def violation(self, node: ast.AST | int, what: str) -> Violation:
        """A violation at a node (or line) of this file."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Violation(self.path, line, what)


@dataclass(frozen=True)
class House:
    """All Python files below the package folder."""

    package: Path

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        files = sorted(path for path in self.package.rglob("*.py") if "webui" not in path.parts)
        return tuple(
            Module(path.relative_to(self.package).as_posix(), path.read_text("utf-8")) for path in files
        )

    def of_kind(self, *kinds: str) -> Iterator[Module]:
        """The files of stages and registers with these names."""
        return (module for module in self.modules if module.kind in kinds)


@dataclass(frozen=True)
class Sizes:
    """Lines of files (those with more than three) and of functions: median, 90th percentile, greatest."""

    files: tuple[int, int, int]
    functions: tuple[int, int, int]


def sizes(house: House) -> Sizes:
    """The distribution the targets of ARCHITECTURE.md speak about; a function counts from `def` to its last line."""
    files = [module.text.count("\n") for module in house.modules if module.text.count("\n") > 3]
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for module in house.modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return Sizes(_spread(files), _spread(functions))


def _spread(values: list[int]) -> tuple[int, int, int]:
    ordered = sorted(values) or [0]
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.9)], ordered[-1]


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def last_name(node: ast.AST) -> str:
    """The last name of `a`, `b.a`, "a"; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
