"""The contract type `doors`: a room may be entered only through named modules.

import-linter's own `protected` type lists what is private; here everything is private except the doors, so
that a new file of a room is private from its first minute.
"""

from __future__ import annotations

from typing import Any, cast

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils
from importlinter.domain import helpers


class DoorsContract(Contract):
    """Visitors from outside a room import only the room's doors.

    Options: `rooms` (module expressions), `doors` (child names, on one line), `visitors` (packages whose imports
    are looked at; what is not listed, like `app`, holds a key to every room).
    """

    type_name = "doors"

    rooms = fields.ListField(subfield=fields.ModuleExpressionField())
    doors = fields.StringField()
    visitors = fields.ListField(subfield=fields.ModuleExpressionField())
    broken_contract_guidance = fields.TextField(required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the base's signature
        """Every direct import from a visitor into the inside of another room."""
        doors = set(str(self.doors).split())
        visitors = _modules(graph, self.visitors, as_packages=True)
        rooms = _modules(graph, self.rooms, as_packages=False)
        illegal = [link for room in sorted(rooms) for link in _through_walls(graph, room, doors, visitors)]
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line per import that goes through a wall."""
        for importer, imported, line in check.metadata["illegal"]:
            output.print_error(f"{importer}:{line} enters {imported}, which is not a door", bold=False)
        guidance = cast("str | None", self.broken_contract_guidance)
        contract_utils.render_broken_contract_guidance(guidance)


def _modules(graph: grimp.ImportGraph, expressions: Any, *, as_packages: bool) -> set[str]:
    """The names in the graph that the expressions of the contract match."""
    found = {
        module.name for module in helpers.module_expressions_to_modules(graph, expressions)
    } & graph.modules
    if not as_packages:
        return found
    return found | {descendant for module in found for descendant in graph.find_descendants(module)}


def _through_walls(
    graph: grimp.ImportGraph, room: str, doors: set[str], visitors: set[str]
) -> list[tuple[str, str, int]]:
    """(importer, imported, line) of each import into `room` that uses no door."""
    inside = {room, *graph.find_descendants(room)}
    private = {
        module for module in inside if module == room or module.split(".")[len(room.split("."))] not in doors
    }
    links = []
    for imported in sorted(private):
        for importer in sorted((graph.find_modules_that_directly_import(imported) & visitors) - inside):
            details = graph.get_import_details(importer=importer, imported=imported)
            links.append((importer, imported, details[0]["line_number"]))
    return links
