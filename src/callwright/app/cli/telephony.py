"""`callwright telephony …`: a switch of one's own, and simulated customers to try it with."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.adapters.asterisk.configuration.writing import write_configuration
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.behaviours import GUIDE
from callwright.adapters.asterisk.installation.installing import install, installed
from callwright.adapters.asterisk.installation.origin import SUITE
from callwright.adapters.asterisk.installation.programs import (
    DEBIAN_MODULES,
    DEBIAN_SHARED,
    Programs,
    find_programs,
)
from callwright.adapters.asterisk.running import SwitchProcess
from callwright.app.cli.console import fail, print_result
from callwright.app.settings import Settings
from callwright.app.telephony import (
    SwitchSettings,
    run_switch,
    simulated_customers,
    stop_signal,
    switch_plan,
    telephony_folder,
)
from callwright.app.terminal import messages
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text

app = typer.Typer(help="话务：安装并运行交换机，模拟客户 / telephony", no_args_is_help=True)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


@app.command("install")
def install_(
    suite: Annotated[str, typer.Option(help="Debian release the packages are taken from")] = SUITE,
    again: Annotated[bool, typer.Option("--again", help="fetch even when it is installed")] = False,
    json_: JsonFlag = False,
) -> None:
    """Fetch Asterisk and SIPp into the data folder, without root; run it again to continue an interrupted run."""
    settings = Settings()

    def say(text: Text) -> None:
        if not json_:
            messages.print(text.pick(settings.lang))

    try:
        result = install(telephony_folder(settings), say=say, suite=suite, again=again)
    except CallwrightError as error:
        fail(error, settings.lang, as_json=json_)
    print_result(
        asdict(result), as_json=json_, human=f"Asterisk {result.asterisk}  SIPp {result.sipp or '-'}"
    )


@app.command()
def start() -> None:
    """Run the switch and keep it running; Ctrl+C stops it. `callwright up --telephony` does this too."""
    settings = Settings()
    try:
        asyncio.run(run_switch(settings))
    except CallwrightError as error:
        fail(error, settings.lang, as_json=False)


@app.command()
def configure(
    modules: Annotated[
        Path,
        typer.Option(help="Asterisk's modules, where it will run", show_default="as in Debian's package"),
    ] = DEBIAN_MODULES,
    shared: Annotated[
        Path,
        typer.Option(
            help="Asterisk's shared files, where it will run", show_default="as in Debian's package"
        ),
    ] = DEBIAN_SHARED,
    json_: JsonFlag = False,
) -> None:
    """Write the switch's folder for an Asterisk that something else starts: a container, a service of the system."""
    settings = Settings()
    plan = switch_plan(settings, SwitchSettings())
    path = write_configuration(plan, Programs(("asterisk",), (), modules, shared))
    result = {
        "configuration": str(path),
        "url": SwitchAddress.of_plan(plan).url,
        "password_file": str(plan.secret_file),
    }
    title = Text(
        "配置已写入 {configuration}。控制地址 {url}，口令在 {password_file}。",
        "Configuration written to {configuration}. Control address {url}, its password is in {password_file}.",
    )
    print_result(result, as_json=json_, human=title.format(**result).pick(settings.lang))


@app.command()
def status(json_: JsonFlag = False) -> None:
    """Say what is installed, whether it runs, and where it listens."""
    settings = Settings()
    result = _status(settings)
    title = Text(
        "已安装 {installed}  运行中 {pid}  {addresses}", "installed {installed}  running {pid}  {addresses}"
    )
    addresses = "  ".join(f"{name} {where}" for name, where in result["addresses"].items())
    human = title.format(installed=result["asterisk"] or "-", pid=result["pid"] or "-", addresses=addresses)
    print_result(result, as_json=json_, human=human.pick(settings.lang))


@app.command()
def customers(
    spoken: Annotated[Path | None, typer.Option(help="folder of WAV files that customers speak")] = None,
    talk_seconds: Annotated[float, typer.Option(help="how long customers talk before they hang up")] = 60.0,
) -> None:
    """Simulate customers beside a running switch: the last two digits of the number decide how they behave."""
    settings = Settings()
    switch = SwitchSettings()

    async def simulate() -> None:
        simulated = simulated_customers(settings, switch, spoken=spoken, talk_seconds=talk_seconds)
        await simulated.start()
        said = Text(
            "模拟客户已就绪：{address}。按 Ctrl+C 停止。",
            "Simulated customers at {address}. Ctrl+C stops them.",
        )
        messages.print(said.format(address=simulated.trunk.address).pick(settings.lang))
        messages.print(GUIDE.pick(settings.lang), markup=False)
        await stop_signal().wait()
        await simulated.simulator.stop()

    try:
        asyncio.run(simulate())
    except CallwrightError as error:
        fail(error, settings.lang, as_json=False)


def _status(settings: Settings) -> dict[str, Any]:
    folder, plan = telephony_folder(settings), switch_plan(settings, SwitchSettings())
    present = installed(folder)
    try:
        programs = find_programs(folder / "programs")
    except CallwrightError:
        programs = None
    version = present.asterisk if present else programs.asterisk_version() if programs else ""
    pid = SwitchProcess(plan, programs).pid if programs else None
    ports = plan.ports
    addresses = {
        "ws": f"ws://{plan.web_address}:{ports.http}/ws",
        "wss": f"wss://{plan.web_address}:{ports.https}/ws",
        "sip": f"{plan.sip_address}:{ports.sip}",
    }
    return {"asterisk": version, "pid": pid, "folder": str(folder), "addresses": addresses}
