"""Calling under load on the real switch, with every event in PostgreSQL and through to the disk.

`nice -n 10 python -m bench.calling_load [bridged|attempts] [COUNT SECONDS]` (default both: 200 calls, 60 a second)

bridged: COUNT agents with recorded calls, all at once, each talks 60 seconds and writes the result 3 seconds after;
measured over SECONDS (120) while all talk. Dialer and worker are the product's own processes; phones and customers are
SIPp, the agents' clicks come from this process. Printed: CPU in percent of one core, of each process and per call. The
floor is what Asterisk itself needs in the same run. Busy machines make rates worse; CPU per call stays about the same.

attempts: COUNT dials a second for SECONDS (120), picked, judged by the law, written, dialed, ended and settled as the
dialer does it, in a dialer inside this process: 45 of 100 unknown numbers (404), 40 busy (486 after 0.7 s), 5 exist
nowhere (604), 10 ring for 30 s.

Exit code 1 when an attempt, an event or a recording is lost.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from bench.load.attempts import attempts
from bench.load.bridged import bridged


def main() -> None:
    """Measure and print."""
    words = sys.argv[1:]
    numbers = [float(word) for word in words if word.replace(".", "").isdigit()]
    lost = 0
    for name, work, usual in (("bridged", bridged, 200), ("attempts", attempts, 60)):
        if {"bridged", "attempts"} & set(words) and name not in words:
            continue
        count, seconds = (numbers + [usual, 120][len(numbers) :])[:2]
        with tempfile.TemporaryDirectory(prefix="callwright-load-", ignore_cleanup_errors=True) as folder:
            print(
                f"  {name}: {count:g}, {seconds:g} s, load of the machine {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            lost += asyncio.run(work(Path(folder), count, seconds))
    if lost:
        sys.exit(1)


if __name__ == "__main__":
    main()
