"""One million random calls against the plain sentences of law: no barred call passes, no lawful one is stopped.

`nice -n 10 python -m bench.permission_fuzz [CALLS] [SEED]` (default 1000000, a new seed every day). It fails on the
first disagreement and prints the call. The sentences are in `tests/factories/calling_law.py`.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime

from bench.clock import cpu
from tests.factories.calling_law import BROKEN, broken_by, wishes
from tests.factories.judged import ask


def main() -> None:
    """Compare and count."""
    given = [int(one) for one in sys.argv[1:] if one.isdigit()]
    count = given[0] if given else 1_000_000
    seed = given[1] if len(given) > 1 else datetime.now(UTC).date().toordinal()
    seen: Counter[str] = Counter()
    gate = 0.0
    begun = cpu()
    for one in wishes(count, seed=seed):
        broken = broken_by(one)
        before = cpu()
        answer = ask(one)
        gate += cpu() - before
        if answer.allowed == bool(broken):
            raise AssertionError(f"seed {seed}: {one} breaks {broken}, the gate says {answer}")
        seen.update(broken or {"lawful"})
    print(f"  {count} random calls, seed {seed}: 0 barred passed, 0 lawful stopped")
    print(
        f"  {seen['lawful']} lawful; every sentence broken at least {min(seen[name] for name in BROKEN)} times"
    )
    print(
        f"  verdict {gate / count * 1e6:.0f} µs of CPU each, with sentence and until; all {cpu() - begun:.0f} s of CPU"
    )


if __name__ == "__main__":
    main()
