"""What can go wrong with a switch, before and while it runs."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class SwitchUnsupported(CallwrightError):
    """This machine cannot be given a switch of its own."""

    status = 422
    code = "telephony.unsupported"
    text = Text(
        "无法在这台机器上安装话务交换机：{reason}。请改用 Debian 或 Ubuntu，"
        "或先用系统包管理器装好 Asterisk 20 以上版本再重试。",
        "No switch can be installed on this machine: {reason}. Use Debian or Ubuntu, or install Asterisk 20 or newer "
        "with the system's own package manager and try again.",
    )


class SwitchNotFetched(CallwrightError):
    """The packages could not be fetched, or did not carry a valid signature."""

    status = 502
    code = "telephony.not_fetched"
    text = Text(
        "话务交换机下载失败（{step}）：{reason}。请检查网络或 apt 的代理设置后重新运行同一命令，已下载的部分会保留。",
        "The switch could not be fetched ({step}): {reason}. Check the network or apt's proxy settings and run the "
        "same command again; what has arrived is kept.",
    )


class SwitchNotInstalled(CallwrightError):
    """There is no switch in the data folder and none on the system."""

    status = 409
    code = "telephony.not_installed"
    text = Text(
        "还没有安装话务交换机（{missing}）。请先运行 callwright telephony install。",
        "No switch is installed ({missing}). Run callwright telephony install first.",
    )


class SwitchDidNotStart(CallwrightError):
    """The switch ended, or did not answer in time."""

    status = 500
    code = "telephony.did_not_start"
    text = Text(
        "话务交换机无法启动（{reason}）。请查看日志 {log}。",
        "The switch did not start ({reason}). See the log {log}.",
    )


class SwitchPortsTaken(CallwrightError):
    """Another program listens where the switch would."""

    status = 409
    code = "telephony.ports_taken"
    text = Text(
        "端口 {ports} 已被其他程序占用，话务交换机没有启动。"
        "请停止那个程序，或用 CALLWRIGHT_SWITCH_…_PORT 改用别的端口（见 docs/howto/telephony.md）。",
        "Another program holds the ports {ports}, so the switch was not started. Stop it, or choose other ports with "
        "CALLWRIGHT_SWITCH_…_PORT (docs/howto/telephony.md).",
    )
