"""Indexes of compiled code count from the beginning: numba would ask of each one whether it is negative.

A third of the time of the cleaning pass went into that question and what it keeps the processor from doing. So every
index that is a whole number is handed on as an unsigned one, which numba takes as it is. A variable that is negative
would therefore reach in front of a column: a test cleans damaged lists with every index checked.
"""

from __future__ import annotations

from typing import Any

from numba.core import ir, ir_utils, types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.untyped_passes import GenericRewrites
from numba.extending import intrinsic


@intrinsic
def from_the_beginning(_typing: Any, index: Any) -> Any:
    """A whole number as an unsigned one; any other index as it is."""
    told = types.unliteral(index)
    signed = isinstance(told, types.Integer) and getattr(told, "signed", False)

    def made(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return context.cast(builder, arguments[0], told, types.intp) if signed else arguments[0]

    return (types.uintp if signed else told)(told), made


@register_pass(mutates_CFG=False, analysis_only=False)
class _CountFromTheBeginning(FunctionPass):
    """Puts `from_the_beginning` around the index of every look-up and every store."""

    _name = "count_from_the_beginning"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Always changes the function: there is none without an index."""
        for block in state.func_ir.blocks.values():
            block.body = [one for statement in block.body for one in _rewritten(block.scope, statement)]
        state.func_ir._definitions = ir_utils.build_definitions(state.func_ir.blocks)  # noqa: SLF001 - numba's own way
        return True


def _rewritten(scope: Any, statement: Any) -> list[Any]:
    looked_up = isinstance(statement, ir.Assign) and isinstance(statement.value, ir.Expr)
    if isinstance(statement, ir.SetItem):
        more, statement.index = _wrapped(scope, statement.index, statement.loc)
    elif looked_up and statement.value.op == "getitem":
        more, statement.value.index = _wrapped(scope, statement.value.index, statement.loc)
    else:
        more = []
    return [*more, statement]


def _wrapped(scope: Any, index: Any, loc: Any) -> tuple[list[Any], Any]:
    function = ir.Var(scope, ir_utils.mk_unique_var("from_the_beginning"), loc)
    place = ir.Var(scope, ir_utils.mk_unique_var("place"), loc)
    named = ir.Global("from_the_beginning", from_the_beginning, loc)
    called = ir.Expr.call(function, [index], (), loc)
    return [ir.Assign(named, function, loc), ir.Assign(called, place, loc)], place


class Compiler(CompilerBase):
    """Numba's usual passes and this one."""

    def define_pipelines(self) -> list[Any]:
        """Before types are found, but after indexes that are written as numbers were."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(_CountFromTheBeginning, GenericRewrites)
        passes.finalize()
        return [passes]
