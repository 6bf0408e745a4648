"""What can be wrong with a cleaning engine."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class UnknownEngine(CallwrightError):
    """No cleaning engine has this name."""

    status = 422
    code = "engines.unknown"
    text = Text(
        "没有名为 {engine} 的清洗引擎。可用：local（本机）、ray（集群）。",
        "There is no cleaning engine {engine}. Use local (this machine) or ray (a cluster).",
    )


class EngineMissing(CallwrightError):
    """The engine is an extra that is not installed."""

    status = 422
    code = "engines.missing"
    text = Text(
        "未安装 {engine} 引擎。请运行 pip install 'callwright[{engine}]'，或改用 --engine local。",
        "The engine {engine} is not installed. Run pip install 'callwright[{engine}]', or use --engine local.",
    )
