"""`make bench`: every performance figure, each as a ratio to a floor measured in the same run.

Machines are noisy, so no figure stands alone and none is a test.
"""

from __future__ import annotations

import importlib
import pkgutil
import time
from pathlib import Path


def main() -> None:
    """Run every `bench/<name>.py` that has a `main()`."""
    for found in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda item: item.name):
        if found.name == "__main__":
            continue
        module = importlib.import_module(f"bench.{found.name}")
        if not hasattr(module, "main"):
            continue
        print(f"── {found.name}", flush=True)
        begun = time.perf_counter()
        module.main()
        print(f"── {found.name}: {time.perf_counter() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
