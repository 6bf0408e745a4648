"""`make bench`: every performance figure, each as a ratio to a floor measured in the same run.

`python -m bench [quick] [NAME …]`: all benches, or those named, one after the other, each in a process of its own.
`quick` runs each with little (some minutes altogether): it shows that all of them run, its figures mean little. One
that fails stops no other; the exit code is 1 when any did. Machines are noisy: no figure stands alone, none is a test.
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
QUICK = {
    "calling_at_a_million": ("20000",),
    "calling_at_a_thousand": ("100", "500", "20"),
    "calling_chaos": ("12", "7"),
    "calling_failover": ("2", "1"),
    "calling_load": ("10", "15"),
    "floor_live": ("20", "2"),
    "insights_measures": (),
    "insights_pipeline": (),
    "insights_search": ("2000", "60"),
    "lists_clean": ("20000",),
    "lists_compared": ("--rows", "500"),
    "lists_loading": ("5000",),
    "lists_matching": ("500", "5000"),
    "pacing": ("quick", "speed", "shock"),
    "pay_months": ("60", "2", "2000"),
    "permission_fuzz": ("20000",),
}
"""Arguments that make each bench short."""
PARTS = frozenset({"clock", "compared", "load"})
"""What several benches share."""


def names() -> list[str]:
    """Every bench, by name."""
    found = (one.name for one in pkgutil.iter_modules([str(HERE)]))
    return sorted(name for name in found if not name.startswith("_") and name not in PARTS)


def main(words: list[str]) -> int:
    """Run them and sum up; the exit code of the program."""
    quick = "quick" in words
    chosen = [word for word in words if word != "quick"] or names()
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(names())}")
        return 2
    failed = [name for name in chosen if not _ran(name, QUICK[name] if quick else ())]
    print(f"── {len(chosen) - len(failed)} of {len(chosen)} benches ran to their end", flush=True)
    for name in failed:
        print(f"── {name} FAILED", flush=True)
    return 1 if failed else 0


def _ran(name: str, arguments: tuple[str, ...]) -> bool:
    print(f"── {name}", flush=True)
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", f"bench.{name}", *arguments], cwd=HERE.parent, check=False)
    print(f"── {name}: {time.perf_counter() - begun:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
