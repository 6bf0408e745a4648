"""Failover of the dialer: from SIGKILL until the one that waited hears the switch, with pairs who talk.

`nice -n 10 python -m bench.calling_failover [PAIRS TIMES]` (default 10 pairs, 5 times)

Two dialers with their real entry point wait for one lease. The one that dials gets a SIGKILL; the other looks for the
lease every half second, connects, reads the ledger and compares it with the switch. The floor is the time in which a
new connection to PostgreSQL and one to the switch are made. Exit code 1 when a pair is separated.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.telephony.processes.earnest import earnest_house
from tests.telephony.processes.house import House, until
from tests.telephony.processes.many import open_company
from tests.telephony.processes.talking import sign_in, snapshot, start_dialers, take_over, talk

from callwright.adapters.asterisk.customers.phones import SimulatedPhones


async def _run(folder: Path, pairs: int, times: int) -> int:
    numbers = [f"+861380000{place:03}04" for place in range(pairs)]
    async with earnest_house(folder, trace=False) as house:
        people = await open_company(house, people=pairs, dialed=["+8613800099904"], by_hand=numbers)
        phones = SimulatedPhones(switch_port=house.switch.plan.ports.sip)
        await start_dialers(house)
        await sign_in(house, phones, people)
        await talk(house, people, numbers)
        before = _bridged(await snapshot(house))
        taken = [await _once(house) for _ in range(times)]
        separated = len(before - _bridged(await snapshot(house)))
        begun = time.perf_counter()
        await (await house.database.connect()).close()
        await snapshot(house)
        floor = time.perf_counter() - begun
        phones.stop()
    print(
        f"  {pairs} pairs, {times} times: {statistics.median(taken):.2f} s (median), {max(taken):.2f} s (longest) from"
        f" SIGKILL to the next one hearing the switch; connecting alone {floor:.2f} s; {separated} of {len(before)}"
        f" legs separated; load of the machine {os.getloadavg()[0]:.1f}", flush=True,
    )  # fmt: skip
    return separated


async def _once(house: House) -> float:
    """One failover; afterwards there is one that waits again."""
    seconds = await take_over(house)
    house.works["dialer"], house.works["standby"] = house.works["standby"], house.works["dialer"]
    house.works["dialer"].name, house.works["standby"].name = "dialer", "standby"
    logs = [house.folder / f"{name}.log" for name in ("dialer", "standby")]
    kept = house.folder / "kept.log"
    logs[0].rename(kept)
    logs[1].rename(logs[0])
    kept.rename(logs[1])
    house.run("dialer", instead="standby")
    await until(lambda: "dialer waits" in house.said("standby"), 120)
    return seconds


def _bridged(found: object) -> set[object]:
    return {one for one in found.channels if one.bridge_id}  # type: ignore[attr-defined]


def main() -> None:
    """Measure and print."""
    words = [int(word) for word in sys.argv[1:] if word.isdigit()]
    pairs, times = (words + [10, 5][len(words) :])[:2]
    with tempfile.TemporaryDirectory(prefix="callwright-failover-", ignore_cleanup_errors=True) as folder:
        if asyncio.run(_run(Path(folder), pairs, times)):
            sys.exit(1)


if __name__ == "__main__":
    main()
