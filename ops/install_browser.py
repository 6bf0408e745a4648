"""Finds a Chromium for the browser tests, or installs one. Fonts too: without one every Chinese character is a box."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Use what is there; else the system's package manager; else Playwright's own build."""
    if any(shutil.which(name) for name in CANDIDATES) and has_chinese_font():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("• 安装 Chromium 与中文字体 / installing Chromium and a Chinese font", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ["chromium", "fonts-noto-cjk", "fontconfig"]
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True, env=environment,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        return
    if not any(shutil.which(name) for name in CANDIDATES):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font with Chinese characters."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout.strip())


if __name__ == "__main__":
    main()
