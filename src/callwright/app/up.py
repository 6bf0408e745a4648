"""`callwright up`: database, page and worker in one supervised program.

The page and the worker are processes of their own; one that dies is started again, and a signal stops both.
The database keeps running when this program is killed and is stopped when it ends in order.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.app.registry import import_jobs
from callwright.app.sample.key import load_key
from callwright.app.settings import Settings
from callwright.app.telephony import SwitchSettings
from callwright.app.telephony_sample import install_switch, set_up_sample_trunk
from callwright.app.terminal import messages
from callwright.app.wiring import build_runtime
from callwright.kernel.text import Text
from callwright.platform.auth.service import invite_first_owner
from callwright.platform.jobs import submit

_RESTART_PAUSE = 1.0


@dataclass
class Child:
    """One supervised process."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self, environment: dict[str, str]) -> None:
        """Start it, in this process group."""
        self.process = subprocess.Popen(self.arguments, env=environment)  # noqa: S603 - our own program

    def ended(self) -> bool:
        """Whether it has died."""
        return self.process is not None and self.process.poll() is not None


def bring_up(settings: Settings, *, sample: bool, telephony: bool = False) -> int:
    """Run until stopped; returns the exit code. `telephony`: with a switch of our own and its dialer."""
    if telephony:
        install_switch(settings)
    link = asyncio.run(_prepare(settings, sample=sample, telephony=telephony))
    children = _children(settings, sample=sample, telephony=telephony)
    environment = {
        **os.environ,
        "CALLWRIGHT_HOME": str(settings.home),
        "CALLWRIGHT_PORT": str(settings.port),
        "CALLWRIGHT_TLS": str(settings.tls),
        "CALLWRIGHT_SUPERVISOR": str(os.getpid()),
    }
    stopping = _catch_signals()
    for child in children:
        child.start(environment)
    greeted = False
    while not stopping:
        _restart_dead(children, environment, settings.lang)
        if not greeted and _answers(settings):
            _greet(settings, link)
            greeted = True
        time.sleep(0.2)
    _stop(children, settings)
    return 0


def _children(settings: Settings, *, sample: bool, telephony: bool) -> list[Child]:
    program = [sys.executable, "-m", "callwright.app.process"]
    names = ["worker"]
    if telephony:
        own = [] if SwitchSettings().url else ["switch", "practice"]
        names += [*own, "dialer", *(["customers"] if sample else [])]
    return [
        Child("api", [*program, "api", settings.host, str(settings.port)]),
        *(Child(name, [*program, name]) for name in names),
    ]


async def _prepare(settings: Settings, *, sample: bool, telephony: bool) -> str | None:
    """Database up and migrated; the first owner's link when nobody can sign in yet."""
    import_jobs()
    runtime = build_runtime(settings)
    try:
        await migrate(runtime.database)
        async with runtime.database.transaction() as session:
            invitation = await invite_first_owner(session, runtime.clock.now())
            if sample:
                await submit(session, "sample.load", {}, key=load_key())
            if sample and telephony:
                await set_up_sample_trunk(session, runtime.clock.now())
    finally:
        await runtime.database.dispose()
    return None if invitation is None else f"{_page(settings)}/first-owner?token={invitation.token}"


def _page(settings: Settings) -> str:
    return f"{'https' if settings.tls else 'http'}://{settings.host}:{settings.port}"


def _answers(settings: Settings) -> bool:
    """Whether the page can be opened: whoever follows the link at once must not meet a closed door."""
    try:
        socket.create_connection((settings.host, settings.port), timeout=1).close()
    except OSError:
        return False
    return True


def _greet(settings: Settings, link: str | None) -> None:
    say = Text("话匠 Callwright 已启动：{page}", "Callwright 话匠 is up: {page}").format(page=_page(settings))
    messages.print(say.pick(settings.lang))
    if link is not None:
        first = Text(
            "首次使用，请打开此一次性链接设置老板账号：",
            "First time: open this one-time link to become the owner:",
        )
        messages.print(first.pick(settings.lang))
        messages.print(f"  {link}")
    messages.print(Text("按 Ctrl+C 停止。", "Ctrl+C stops it.").pick(settings.lang))


def _catch_signals() -> list[int]:
    """A list that receives the first stop signal."""
    received: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, _frame: received.append(caught))
    return received


def _restart_dead(children: list[Child], environment: dict[str, str], language: str) -> None:
    for child in children:
        if child.ended():
            code = child.process.returncode if child.process else None
            again = Text(
                "{name} 进程结束（{code}），正在重启。",
                "The {name} process ended ({code}); starting it again.",
            )
            messages.print(again.format(name=child.name, code=code).pick(language))
            time.sleep(_RESTART_PAUSE)
            child.start(environment)


def _stop(children: list[Child], settings: Settings) -> None:
    for child in children:
        if child.process and child.process.poll() is None:
            child.process.terminate()
    for child in children:
        if child.process:
            try:
                child.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.process.kill()
    if not settings.database_url:
        EmbeddedServer(settings.home).stop()
