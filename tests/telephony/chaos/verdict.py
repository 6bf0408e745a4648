"""What must be true after chaos, held against what the customers' side of the network saw."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.telephony.chaos.run import Chaos
from tests.telephony.processes.house import ROOT

_INVITE = re.compile(r"^INVITE sip:([^@]+)@.*?^Call-ID: (\S+)", re.MULTILINE | re.DOTALL)
_MESSAGES = re.compile(r"^-{10,} .*?$", re.MULTILINE)
_ATTEMPTS = """
SELECT one.id, one.e164, one.state, one.ended_reason, one.joined_at, one.answered_at, one.outcome, one.note,
  one.recording, attempt.id AS settled, recording.id AS recorded, absence.code AS absent
FROM calls.live_attempt one
LEFT JOIN calls.attempt ON attempt.record_id = one.id::text
LEFT JOIN recordings.recording ON recording.attempt_id = attempt.id
LEFT JOIN recordings.absence ON absence.attempt_id = attempt.id
"""


@dataclass
class Verdict:
    """What was found; `faults` is empty when everything holds."""

    facts: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def expect(self, holds: bool, fault: str) -> None:
        """Note a fault when something does not hold."""
        if not holds:
            self.faults.append(fault)


def dials_seen(messages: Path) -> dict[str, set[str]]:
    """The calls (Call-IDs) that reached each number's side of the network, by number as it was dialed."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for message in _MESSAGES.split(messages.read_text(errors="replace")):
        found = _INVITE.search(message)
        if found and "received" in message[:200].lower():
            seen[found[1]].add(found[2])
    return dict(seen)


async def judge(chaos: Chaos) -> Verdict:
    """Hold the ledger, the network and the answers of the page against each other."""
    verdict = Verdict()
    rows = await chaos.desks.rows(_ATTEMPTS)
    await _recordings_taken(chaos)
    rows = await chaos.desks.rows(_ATTEMPTS)
    seen = await asyncio.to_thread(dials_seen, chaos.house.messages)
    dialed = Counter(row.e164 for row in rows if row.ended_reason != "not_dialed")
    verdict.facts = {
        "numbers": len(chaos.numbers),
        "attempts": len(rows),
        "ends": dict(Counter(row.ended_reason for row in rows).most_common()),
        "dials on the network": sum(len(calls) for calls in seen.values()),
        "talked": sum(row.joined_at is not None for row in rows),
        "results saved": len(chaos.desks.saved),
        "recorded": sum(row.recorded is not None for row in rows),
        "kills": chaos.deaths,
        "the page refused": chaos.desks.refusals,
    }
    for row in rows:
        verdict.expect(row.state == "ended", f"attempt {row.id} has no end")
        verdict.expect(
            row.settled is not None or row.ended_reason == "not_dialed", f"attempt {row.id} is not settled"
        )
        if row.joined_at is not None:
            verdict.expect(
                row.recorded is not None, f"call {row.id} ({row.ended_reason}) has no recording: {row.absent}"
            )
    for number, times in dialed.items():
        verdict.expect(times == 1, f"{number} has {times} attempts")
    for number, calls in seen.items():
        verdict.expect(len(calls) == 1, f"{number} was dialed {len(calls)} times on the network")
    ours = {number[3:] for number in dialed}
    verdict.expect(set(seen) <= ours, f"dialed without an attempt: {sorted(set(seen) - ours)[:5]}")
    by_id = {row.id: row for row in rows}
    for call_id, (outcome, note) in chaos.desks.saved.items():
        kept = by_id.get(call_id)
        verdict.expect(
            kept is not None and (kept.outcome, kept.note) == (outcome, note),
            f"the result of {call_id} is lost",
        )
    await _doctor(chaos, verdict)
    return verdict


async def _recordings_taken(chaos: Chaos) -> None:
    """The worker has stored what was recorded; then its round looks for the rest, as it does every ten minutes."""
    lacking = (
        "SELECT one.id FROM calls.live_attempt one JOIN calls.attempt ON attempt.record_id = one.id::text"
        " LEFT JOIN recordings.recording ON recording.attempt_id = attempt.id"
        " LEFT JOIN recordings.absence ON absence.attempt_id = attempt.id"
        " WHERE one.joined_at IS NOT NULL AND recording.id IS NULL AND absence.attempt_id IS NULL"
    )
    try:
        async with asyncio.timeout(90):
            while await chaos.desks.rows(lacking):  # noqa: ASYNC110 - same
                await asyncio.sleep(0.5)
    except TimeoutError:
        chaos.say("  not everything is stored; the verdict names it")


async def _doctor(chaos: Chaos, verdict: Verdict) -> None:
    """`callwright doctor` as a user runs it."""
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "callwright", "doctor", "--json"],
        env=chaos.house.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        found = json.loads(done.stdout)["invariants"]
    except (ValueError, KeyError):
        verdict.faults.append(f"doctor did not answer: {done.stdout[-300:]} {done.stderr[-300:]}")
        return
    for one in found:
        if not one["holds"]:
            line = f"doctor ({one['severity']}): {one['code']} {one['broken']} {one['examples'][:2]}"
            verdict.expect(one["severity"] != "error", line)
            verdict.facts[f"doctor warns of {one['code']}"] = one["broken"]
