"""The door of the goals register."""

from callwright.registers.goals.service.agreeing import acknowledge, acknowledge_all, seal
from callwright.registers.goals.service.exporting import (
    Actual,
    Book,
    DepartmentLine,
    TargetLine,
    TeamLine,
    write_book,
)
from callwright.registers.goals.service.importing import import_goals
from callwright.registers.goals.service.key_work import (
    decide_key_work,
    key_work,
    plan_key_work,
    prove_key_work,
)
from callwright.registers.goals.service.planning import (
    change_goals,
    changes,
    draw_up,
    indicator_sets,
    market_targets,
    set_indicators,
    set_market_target,
)
from callwright.registers.goals.service.reading import cycle, manual_values, months_with_goals, read_sheets

__all__ = [
    "Actual",
    "Book",
    "DepartmentLine",
    "TargetLine",
    "TeamLine",
    "acknowledge",
    "acknowledge_all",
    "change_goals",
    "changes",
    "cycle",
    "decide_key_work",
    "draw_up",
    "import_goals",
    "indicator_sets",
    "key_work",
    "manual_values",
    "market_targets",
    "months_with_goals",
    "plan_key_work",
    "prove_key_work",
    "read_sheets",
    "seal",
    "set_indicators",
    "set_market_target",
    "write_book",
]
