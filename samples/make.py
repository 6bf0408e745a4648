"""Writes the sample company's files into a folder, to look at them. Loading them is `callwright sample`."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

import yaml

from callwright.app.sample.company import invent
from callwright.app.sample.files import write_files
from callwright.app.sample.plan import DEFAULT_SEED, Plan
from callwright.app.sample.speech import script, studio, voice


def main() -> None:
    """Read the options and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?", default=Path("build/sample"))
    options.add_argument(
        "--date", type=dt.date.fromisoformat, default=dt.datetime.now(dt.UTC).astimezone().date()
    )
    options.add_argument("--seed", type=int, default=DEFAULT_SEED)
    options.add_argument("--recordings", action="store_true", help="speak the calls too (about 30 s of work)")
    options.add_argument(
        "--measure", action="store_true", help="write lengths.yaml anew after the script changed"
    )
    given = options.parse_args()
    if given.measure:
        measure()
        return
    company = invent(Plan(given.date, given.seed))
    files = write_files(company, given.folder)
    print(f"{given.folder}: {len(company.attempts)} attempts, {len(company.orders)} orders")
    if given.recordings:
        if not voice.available():
            raise SystemExit(voice.MISSING.en)
        studio.record_calls(
            files.folder, company.takes, progress=lambda done, total: print(f"\r{done}/{total}", end="")
        )
        print()


def measure() -> None:
    """Speak every sentence once and keep its length, from which calls know how long they last."""
    place = Path(script.__file__).with_name("lengths.yaml")
    head = "# Measured seconds of each spoken sentence; written by `samples/make.py --measure`.\n"
    place.write_text(head + yaml.safe_dump(studio.measure_lengths(), sort_keys=True), "utf-8")


if __name__ == "__main__":
    main()
