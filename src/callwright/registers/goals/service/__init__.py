"""The door of the goals register."""

from callwright.registers.goals.service.agreeing import acknowledge, acknowledge_all, seal
from callwright.registers.goals.service.importing import import_goals
from callwright.registers.goals.service.reading import cycle, manual_values, months_with_goals, read_sheets

__all__ = [
    "acknowledge",
    "acknowledge_all",
    "cycle",
    "import_goals",
    "manual_values",
    "months_with_goals",
    "read_sheets",
    "seal",
]
