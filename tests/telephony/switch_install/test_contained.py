"""An Asterisk that something else starts, as the container of `ops/compose` does, in a folder that was only written."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import yaml
from tests.telephony.parts import Heard, free_ports

from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.installation.fetching import WANTED
from callwright.adapters.asterisk.installation.origin import SUITE
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.app.settings import Settings
from callwright.app.telephony import SwitchSettings, switch_address
from callwright.flow.calls.ports import SwitchConnected

COMPOSE = Path(__file__).parents[3] / "ops" / "compose"


def compose(home: Path) -> dict[str, object]:
    """The service of the switch with the data folder put in."""
    text = (COMPOSE / "compose.yaml").read_text()
    text = text.replace("${CALLWRIGHT_HOME:?the data folder}", str(home)).replace(
        "${CALLWRIGHT_HOME}", str(home)
    )
    service: dict[str, object] = yaml.safe_load(text)["services"]["switch"]
    return service


def test_the_container_has_the_asterisk_that_the_installer_takes():
    lines = (COMPOSE / "Containerfile").read_text().splitlines()
    assert f"FROM docker.io/library/debian:{SUITE}-slim" in lines
    assert WANTED[0] == "asterisk"
    assert any(
        line.strip().startswith("&& apt-get install") and line.split()[-2] == WANTED[0] for line in lines
    )


async def test_it_is_driven_by_address_and_password(programs, tmp_path, monkeypatch):
    base = free_ports()
    ports = {"HTTP": base, "HTTPS": base + 1, "SIP": base + 2, "SIP_TLS": base + 3, "MANAGER": base + 4}
    variables = {f"CALLWRIGHT_SWITCH_{name}_PORT": str(port) for name, port in ports.items()}
    environment = {**os.environ, **variables, "CALLWRIGHT_HOME": str(tmp_path)}
    where = ["--modules", str(programs.modules), "--shared", str(programs.shared), "--json"]
    written = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "callwright", "telephony", "configure", *where],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = json.loads(written.stdout)
    service = compose(tmp_path)
    assert service["command"] == ["-C", said["configuration"], "-f"]
    assert service["volumes"] == [f"{tmp_path}/telephony:{tmp_path}/telephony"]
    assert service["network_mode"] == "host"

    process = await asyncio.create_subprocess_exec(
        *programs.asterisk, *service["command"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    monkeypatch.setenv("CALLWRIGHT_SWITCH_URL", said["url"])
    monkeypatch.setenv("CALLWRIGHT_SWITCH_PASSWORD", Path(said["password_file"]).read_text())
    address = switch_address(Settings(home=tmp_path), SwitchSettings())
    assert isinstance(address, SwitchAddress)
    switch = AsteriskSwitch(address)
    heard = Heard(switch)
    listening = asyncio.create_task(heard.listen())
    try:
        await heard.until(SwitchConnected, seconds=30)
        await switch.set_phone("p1", "secret", webrtc=True)
        assert (await switch.snapshot()).known_phones == {"p1"}
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await switch.close()
        process.terminate()
        await process.wait()
