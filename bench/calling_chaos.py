"""Chaos: calls on the real switch while our processes are killed; what the network saw against what we wrote down.

`nice -n 10 python -m bench.calling_chaos [CALLS SEED] [FOLDER]` (default 300 and a random seed, which is printed; a
FOLDER keeps what was left, with the logs)

A company of 14 agents of whom three dial by hand, customers of every ending, two dialers (one waits), a worker and a
page, each a process with its real entry point. A dialer gets a SIGKILL one to seven seconds after it has begun to dial,
page and worker after twice as long at work; each is started again a second later. PostgreSQL writes through to the
disk. Exit code 1 when anything was lost.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.telephony.chaos.run import Chaos
from tests.telephony.chaos.verdict import judge
from tests.telephony.processes.earnest import earnest_house


async def _run(calls: int, seed: int, folder: Path) -> int:
    async with earnest_house(folder) as house:
        chaos = Chaos(house, seed, calls=calls, standby=True, say=lambda line: print(line, flush=True))
        begun = time.monotonic()
        await chaos.run()
        verdict = await judge(chaos)
        print(f"  {time.monotonic() - begun:.0f} s; {sum(chaos.deaths.values())} kills")
    for name, fact in verdict.facts.items():
        print(f"  {name}: {fact}")
    for fault in verdict.faults:
        print(f"  FAULT {fault}")
    print(f"  {len(verdict.faults)} faults (seed {seed})", flush=True)
    return len(verdict.faults)


def main() -> None:
    """Run, print, judge."""
    words = [int(word) for word in sys.argv[1:] if word.isdigit()]
    calls = words[0] if words else 300
    seed = words[1] if len(words) > 1 else random.SystemRandom().randrange(10**6)
    print(f"  seed {seed}", flush=True)
    with ExitStack() as stack:
        kept = [Path(word) for word in sys.argv[1:] if "/" in word]
        folder = kept[0] if kept else Path(stack.enter_context(_thrown_away()))
        folder.mkdir(parents=True, exist_ok=True)
        if asyncio.run(_run(calls, seed, folder)):
            sys.exit(1)


def _thrown_away() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="callwright-chaos-", ignore_cleanup_errors=True)


if __name__ == "__main__":
    main()
