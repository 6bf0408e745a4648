"""The page that shows a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

LISTS = {
    "normal": "a usual list: 5 % of names misspelt, 2 % of rows with another number, 6 % without one",
    "hard": "a bad list: 17 % misspelt, 20 % another number, 17 % none, every tenth company behind an agency's number",
    "crowded": "companies easily taken for each other: usual persons and brands, office towers, agencies; else as hard",
}
TOP = """# List cleaning and matching, compared

Written by `python -m bench.lists_compared --write`; the script's docstring says how to set up the libraries. Do
not edit.

{rows} rows per list, made by `tests/factories/dirty_lists.py` and `dirty_crowds.py` with known truth (seeds
{seeds}), each method in a process of its own, one after the other, on {cores} cores, at commit `{commit}`.
Versions: {versions}.

* **precision, recall**: over all pairs of rows that stand in one contact; a pair is right when both rows are of
  one company.
* **numbers**: share of rows whose numbers are exactly right (all of them, none else). **false**: rows without a
  usable number in which one was found.
* **CPU**: seconds of all threads and children, from start to written answer, reading and cleaning included.
* **peak**: largest resident memory of the process.
"""
BOTTOM = """
## How to read it

* Splink, dedupe and recordlinkage match; they do not clean. All three got the same preparation
  (`bench/compared/prepare.py`): numbers by `phonenumbers`, names and addresses by a few patterns, as a person
  would write them by hand. Their figures under *numbers* are those of `phonenumbers`.
* Splink was tuned by hand and trained without labels, threshold 0.9. recordlinkage uses its unsupervised
  classifier. dedupe was taught with 400 labelled pairs of a list of the hard kind that is in no table. The
  pandas script is what an analyst writes in an afternoon.
* The lists come from our own generator, and Callwright's model was taught on lists of it with other seeds.
  Names drawn from many signs are easy to tell apart: on the normal and the hard list every good linker does
  well. The crowded list is where merging too much shows: precision there is what protects a company from
  calling the wrong people.
* One run, no repetition: differences of CPU below a fifth mean nothing. About one of Callwright's CPU seconds is its
  start: what is compiled for its cells (docs/decisions/0021) is loaded by every process.
"""


class Figures(Protocol):
    """What the page needs of one measurement."""

    precision: float
    recall: float
    numbers: float
    false_numbers: int
    cpu: float
    memory: float


def page(facts: Mapping[str, object], results: Mapping[str, Mapping[str, Figures | None]]) -> str:
    """The whole page; `facts` fills the top, `results` gives one table per list."""
    tables = [
        f"\n## {name}: {LISTS[name]}\n\n"
        "| method | precision | recall | numbers | false | CPU s | peak MiB |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        + "".join(_line(method, one) for method, one in measured.items())
        for name, measured in results.items()
    ]
    return TOP.format(**facts) + "".join(tables) + BOTTOM


def _line(method: str, one: Figures | None) -> str:
    if one is None:
        return f"| {method} | not finished | | | | | |\n"
    return (
        f"| {method} | {one.precision:.4f} | {one.recall:.4f} | {one.numbers:.4f} | {one.false_numbers} "
        f"| {one.cpu:.1f} | {one.memory:.0f} |\n"
    )
