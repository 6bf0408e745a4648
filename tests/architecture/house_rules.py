"""The laws that imports cannot show, read from the syntax tree.

Each rule is a function from a `House` (a parsed source tree) to violations; the table `RULES` names them all.
The rules never import the code they read, so they also read planted copies.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeGuard

from tests.architecture.house import REGISTERS, ROOMS, STAGES, House, Module, Violation, calls, last_name

STAGE_FILES = frozenset({
    "__init__", "contracts", "events", "errors", "ports", "decide", "models", "repository", "service",
    "routes", "jobs", "phone", "clean"
})  # fmt: skip
FORBIDDEN_NAMES = frozenset({
    "utils", "util", "common", "core", "helpers", "helper", "misc", "manager", "managers", "shared", "lib",
    "tools"
})  # fmt: skip
MONEY_WORDS = frozenset({
    "amount", "price", "cost", "margin", "revenue", "salary", "bonus", "prize", "payout", "refund",
    "earned", "paid", "money", "commission"
})  # fmt: skip
FLOATS = frozenset({"float", "Float", "Double", "REAL", "DOUBLE_PRECISION"})
SQL_VERBS = frozenset({"execute", "scalar", "scalars", "stream", "stream_scalars", "add_all"})
MONEY_TOTALS = re.compile(r"(base_pay|earned_total|paid_total)$")
EDGES = ("app/", "platform/")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def known_folders(house: House) -> Iterator[Violation]:
    """Every folder is a known room, stage or register, and every stage file has a known name."""
    known = {"flow": STAGES, "registers": REGISTERS}
    for module in house.modules:
        room, *rest = module.parts
        if rest and room not in ROOMS:
            yield module.violation(1, f"{room}/ is not a room; the seven rooms are {', '.join(ROOMS)}")
        elif len(rest) > 1 and rest[0] not in known.get(room, rest[:1]):
            yield module.violation(
                1, f"{rest[0]} has no place in the order of {room}; decide it in ARCHITECTURE.md"
            )
        elif module.kind and module.kind not in STAGE_FILES:
            yield module.violation(
                1, f"{module.kind} is not a file of the stage pattern ({', '.join(sorted(STAGE_FILES))})"
            )


def honest_names(house: House) -> Iterator[Violation]:
    """No file or folder is called after nothing."""
    for module in house.modules:
        for part in FORBIDDEN_NAMES.intersection(module.parts):
            yield module.violation(1, f"{part!r} says nothing; name the file after what it holds")


def packages_are_packages(house: House) -> Iterator[Violation]:
    """Every folder with Python in it has an `__init__.py`, or the import contracts would not see it."""
    folders = {Path(module.path).parent for module in house.modules}
    present = {Path(module.path).parent for module in house.modules if module.path.endswith("__init__.py")}
    parents = {parent for folder in folders for parent in (folder, *folder.parents)}
    for folder in sorted(parents - present):
        yield Violation(
            f"{folder.as_posix()}/__init__.py", 1, "is missing, so imports of this folder go unchecked"
        )


def rooms_introduce_themselves(house: House) -> Iterator[Violation]:
    """The `__init__.py` of a stage or register is a docstring (Takes, Makes, Gives) and nothing else."""
    for module in house.modules:
        if module.room and module.parts[0] != "platform" and module.parts[2:] == ("__init__",):
            doc = ast.get_docstring(module.tree) or ""
            for word in ("Takes", "Makes", "Gives"):
                if word not in doc:
                    yield module.violation(
                        1, f"say in the docstring what the room {word.lower()} ({word}: …)"
                    )
            if len(module.tree.body) > 1:
                yield module.violation(
                    module.tree.body[1], "no re-exports: the doors are service, contracts, events, errors"
                )


def nobody_commits_but_edges(house: House) -> Iterator[Violation]:
    """Only app/ and platform/ end a transaction; jobs, phone events and requests are edges and may open one."""
    for module in house.modules:
        if module.path.startswith(EDGES):
            continue
        for call in calls(module):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if (
                name in {"commit", "rollback", "begin"} and not call.args
            ):  # a verb of a service takes the session
                yield module.violation(call, f".{name}() belongs to the edge; take the session you are given")
            elif name == "transaction" and module.kind not in {"jobs", "phone", "routes"}:
                yield module.violation(
                    call, ".transaction() is opened by jobs, phone events and requests only"
                )


def only_frozen_facts_cross_doors(house: House) -> Iterator[Violation]:
    """Contracts and events are frozen dataclasses, enums, protocols and read-only look-ups; never rows."""
    for module in house.of_kind("contracts", "events"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and not (_is_frozen(node) or _is_harmless(node)):
                yield module.violation(node, f"{node.name} crosses a door: make it @dataclass(frozen=True)")


def _is_frozen(node: ast.ClassDef) -> bool:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and last_name(decorator.func) == "dataclass":
            return any(
                word.arg == "frozen" and getattr(word.value, "value", None) is True
                for word in decorator.keywords
            )
    return False


def _is_harmless(node: ast.ClassDef) -> bool:
    bases = {last_name(base) for base in node.bases}
    return bool(bases & {"Enum", "StrEnum", "IntEnum", "Protocol", "NamedTuple"}) or (
        not bases and _is_lookup(node)
    )


def _is_lookup(node: ast.ClassDef) -> bool:
    """A plain class that is filled once, in `__init__`, with private attributes and only answers afterwards."""
    methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    written = [
        (method.name, part.attr) for method in methods for part in ast.walk(method) if _writes_self(part)
    ]
    filled = [name for method, name in written if method == "__init__"]
    return bool(filled) and len(filled) == len(written) and all(name.startswith("_") for name in filled)


def _writes_self(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and last_name(node.value) == "self"
    )


def tables_live_in_their_room(house: House) -> Iterator[Violation]:
    """The schema of a table is the name of its room."""
    for module in _with_tables(house):
        assert module.room
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and _assigned(node, "__tablename__"):
                schema = _schema(module, _assigned(node, "__table_args__"))
                if schema != module.room[1]:
                    yield module.violation(
                        node, f"table of {node.name} is in schema {schema!r}, not {module.room[1]!r}"
                    )


def foreign_keys_point_backwards(house: House) -> Iterator[Violation]:
    """A foreign key points to its own or an earlier room; registers do not point at each other."""
    for module in _with_tables(house):
        assert module.room
        for call in calls(module):
            for target in _foreign_targets(call):
                schema = target.split(".")[0] if target.count(".") == 2 else None
                if schema is None:
                    yield module.violation(
                        call, f'name the target in full: ForeignKey("room.table.column"), not {target!r}'
                    )
                elif not _may_point(module.room, schema):
                    yield module.violation(
                        call, f"{module.room[1]} may not point at {schema}: it is not an earlier room"
                    )


def _may_point(room: tuple[str, str], target: str) -> bool:
    kind, name = room
    if target == name:
        return True
    if kind != "flow":
        return kind == "registers" and target not in (*REGISTERS, *STAGES)
    return target not in STAGES or (name in STAGES and STAGES.index(target) < STAGES.index(name))


def sql_stays_in_repositories(house: House) -> Iterator[Violation]:
    """Statements are run in repository files only."""
    for module in house.of_kind("service", "routes", "jobs", "phone", "decide", "contracts"):
        for call in calls(module):
            function = call.func
            if (
                isinstance(function, ast.Attribute)
                and function.attr in SQL_VERBS
                and last_name(function.value) == "session"
            ):
                yield module.violation(call, f"session.{function.attr}() is SQL; move it to repository.py")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                yield module.violation(node, "SQLAlchemy is known to models and repository only")


def public_things_explain_themselves(house: House) -> Iterator[Violation]:
    """Every module has a docstring, and every public function or class of the files a stage shows."""
    for module in house.modules:
        if module.text.strip() and not ast.get_docstring(module.tree):
            yield module.violation(1, "say in one line what this file is and why it exists")
        if module.kind in {"service", "routes", "contracts", "events", "models", "jobs", "ports"}:
            for node in filter(_is_public, module.tree.body):
                if not ast.get_docstring(node):
                    yield module.violation(
                        node, f"{node.name} has no docstring: units, shape, errors, source of the rule"
                    )


def _is_public(node: ast.AST) -> TypeGuard[Definition]:
    return isinstance(node, Definition) and not node.name.startswith("_")


def money_is_decimal(house: House) -> Iterator[Violation]:
    """No attribute named after money is a float, in tables, contracts, events or rules."""
    for module in house.modules:
        if module.kind in {"models", "contracts", "events", "decide"} or module.parts[0] in {
            "rules",
            "kernel",
        }:
            for node in ast.walk(module.tree):
                if (
                    isinstance(node, ast.AnnAssign)
                    and isinstance(node.target, ast.Name)
                    and _is_money(node.target.id)
                ):
                    used = {
                        last_name(part)
                        for half in (node.annotation, node.value)
                        if half
                        for part in ast.walk(half)
                    }
                    if used & FLOATS:
                        yield module.violation(
                            node, f"{node.target.id} is money: Decimal and Numeric, never float"
                        )


def _is_money(name: str) -> bool:
    words = name.split("_")
    counts = {
        "count",
        "days",
        "at",
        "on",
        "by",
        "id",
        "share",
        "rate",
        "completion",
        "hours",
        "minutes",
        "per",
    }
    return bool(MONEY_TOTALS.search(name)) or (words[-1] in MONEY_WORDS and not counts.intersection(words))


def files_stay_small(house: House) -> Iterator[Violation]:
    """No file above 400 lines: it becomes a folder of the same name."""
    for module in house.modules:
        lines = module.text.count("\n")
        if lines > 400:
            yield module.violation(
                lines, f"{lines} lines; at 400 a file becomes a folder of the same name, split by verb"
            )


def _assigned(node: ast.ClassDef, name: str) -> ast.expr | None:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and name in {last_name(target) for target in statement.targets}:
            return statement.value
        if isinstance(statement, ast.AnnAssign) and last_name(statement.target) == name:
            return statement.value
    return None


def _schema(module: Module, arguments: ast.expr | None) -> str | None:
    """The schema of `__table_args__`, also through a name given at the top of the file."""
    named = {
        last_name(node.targets[0]): node.value for node in module.tree.body if isinstance(node, ast.Assign)
    }
    if arguments is not None:
        arguments = named.get(last_name(arguments), arguments)
    for node in ast.walk(arguments) if arguments else ():
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None and last_name(key) == "schema":
                    return last_name(named.get(last_name(value), value))
    return None


def _with_tables(house: House) -> Iterator[Module]:
    return (module for module in house.modules if module.room and "models" in module.parts)


def _foreign_targets(call: ast.Call) -> list[str]:
    if last_name(call.func) == "ForeignKey" and call.args:
        return [last_name(call.args[0])]
    if last_name(call.func) == "ForeignKeyConstraint" and len(call.args) > 1:
        return [last_name(element) for element in getattr(call.args[1], "elts", [])]
    return []


Rule = Callable[[House], Iterator[Violation]]
RULES: tuple[Rule, ...] = (
    known_folders,
    honest_names,
    packages_are_packages,
    rooms_introduce_themselves,
    nobody_commits_but_edges,
    only_frozen_facts_cross_doors,
    tables_live_in_their_room,
    foreign_keys_point_backwards,
    sql_stays_in_repositories,
    public_things_explain_themselves,
    money_is_decimal,
    files_stay_small,
)
