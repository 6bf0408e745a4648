"""The switch of this company: our own one in the data folder, or one it runs already, from the environment."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from callwright.adapters.asterisk.configuration.certificate import ensure_certificate
from callwright.adapters.asterisk.configuration.plan import LOCAL, SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers, Simulator
from callwright.adapters.asterisk.installation.programs import find_programs
from callwright.adapters.asterisk.running import SwitchProcess, keep_running
from callwright.app.settings import Settings
from callwright.app.terminal import messages
from callwright.kernel.text import Text

SUPERVISOR = "CALLWRIGHT_SUPERVISOR"


class SwitchSettings(BaseSettings):
    """Everything about the switch that may be set from outside; each name is a variable CALLWRIGHT_SWITCH_…."""

    model_config = SettingsConfigDict(env_prefix="CALLWRIGHT_SWITCH_", extra="ignore")

    node: str = Field("main", description="name of this switch among several")
    url: str = Field("", description="control address of a switch you run yourself (ARI); empty = our own")
    user: str = Field("callwright", description="user of that switch's control interface")
    password: SecretStr = Field(SecretStr(""), description="its password")
    recordings: Path | None = Field(None, description="folder of its recordings, as both sides see it")
    http_port: int = Field(8488, description="control interface and the browsers' plain websocket")
    https_port: int = Field(8489, description="the browsers' encrypted websocket")
    manager_port: int = Field(8487, description="manager interface, on this machine only")
    sip_port: int = Field(5060, description="SIP, UDP and TCP")
    sip_tls_port: int = Field(5061, description="SIP over TLS")
    rtp_first: int = Field(20000, description="first port of sound")
    rtp_last: int = Field(23999, description="last port of sound")
    web_address: str = Field(LOCAL, description="where browsers reach it; 0.0.0.0 opens it to the network")
    sip_address: str = Field(LOCAL, description="where carriers and phones reach it; 0.0.0.0 opens it")
    public_address: str = Field("", description="address seen outside when behind address translation")
    own_networks: tuple[str, ...] = Field((), description="networks reached without translation (CIDR)")
    stun_server: str = Field("", description="STUN server (host:port) when browsers come from outside")
    customers_port: int = Field(5080, description="SIP port of the simulated customers")
    customers_rtp_port: int = Field(30000, description="first port of their sound")
    practice_port: int = Field(5090, description="SIP port of the customers to practise with")
    practice_rtp_port: int = Field(28000, description="first port of their sound")


def switch_plan(settings: Settings, switch: SwitchSettings) -> SwitchPlan:
    """Our own switch, below the data folder."""
    ports = SwitchPorts(
        http=switch.http_port,
        https=switch.https_port,
        sip=switch.sip_port,
        sip_tls=switch.sip_tls_port,
        manager=switch.manager_port,
        rtp=(switch.rtp_first, switch.rtp_last),
    )
    return SwitchPlan(
        folder=telephony_folder(settings),
        node=switch.node,
        ports=ports,
        web_address=switch.web_address,
        sip_address=switch.sip_address,
        public_address=switch.public_address,
        own_networks=switch.own_networks,
        stun_server=switch.stun_server,
    )


def page_certificate(settings: Settings) -> Path:
    """The certificate of the page, which is the switch's too; the key lies beside it as .key. Made when there is none.

    Browsers give no microphone to a page that came over plain HTTP from another machine.
    """
    folder = switch_plan(settings, SwitchSettings()).certificates
    return ensure_certificate(folder, (settings.host,))


def switch_address(settings: Settings, switch: SwitchSettings) -> SwitchAddress:
    """Where the dialer reaches the switch of this company."""
    if not switch.url:
        return SwitchAddress.of_plan(switch_plan(settings, switch))
    return SwitchAddress(
        node=switch.node,
        url=switch.url.rstrip("/"),
        user=switch.user,
        password=switch.password.get_secret_value(),
        application=f"callwright-{switch.node}",
        recordings=switch.recordings or telephony_folder(settings) / "recordings",
    )


def recordings_folder(settings: Settings) -> Path:
    """Where the switch of this company writes what it records, as we see it."""
    return SwitchSettings().recordings or telephony_folder(settings) / "recordings"


def telephony_folder(settings: Settings) -> Path:
    """Programs, configuration and recordings of the switch."""
    return settings.home.absolute() / "telephony"


def simulated_customers(
    settings: Settings, switch: SwitchSettings, *, spoken: Path | None, talk_seconds: float
) -> SimulatedCustomers:
    """The test trunk beside our own switch."""
    folder = telephony_folder(settings)
    return SimulatedCustomers(
        Simulator(find_programs(folder / "programs"), folder / "customers"),
        port=switch.customers_port,
        rtp_port=switch.customers_rtp_port,
        talk_seconds=talk_seconds,
        spoken=spoken,
    )


async def run_switch(settings: Settings) -> None:
    """Keep our own switch running until SIGTERM or SIGINT.

    When the supervisor was killed this process ends too, so that the next supervisor finds nobody in its place, but the
    switch itself stays: its calls go on, and the next one takes it over.
    """
    process = SwitchProcess(
        switch_plan(settings, SwitchSettings()), find_programs(telephony_folder(settings) / "programs")
    )
    stop = stop_signal()
    supervisor = int(os.environ[SUPERVISOR]) if SUPERVISOR in os.environ else None

    def orphaned() -> bool:
        return supervisor is not None and os.getppid() != supervisor

    async def end_when_orphaned() -> None:
        while not orphaned():  # noqa: ASYNC110 - nobody tells a process that its parent is gone
            await asyncio.sleep(0.5)
        stop.set()

    def started(seconds: float) -> None:
        said = Text("话务交换机已启动（{seconds} 秒）。", "The switch is up ({seconds} s).").format(
            seconds=f"{seconds:.1f}"
        )
        messages.print(said.pick(settings.lang))

    watching = asyncio.create_task(end_when_orphaned())
    try:
        await keep_running(process, stop, on_start=started, may_stay=orphaned)
    finally:
        watching.cancel()


def stop_signal() -> asyncio.Event:
    """Set at the first SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
