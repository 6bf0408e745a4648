"""The ledger in machine code: the state of every row, and from which row each contact takes what."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from callwright.flow.lists.clean.compiled import Bytes, Offsets, Points, Text, compiled

Rows = npt.NDArray[np.int64]
ACCEPTED, MERGED, REJECTED = 0, 1, 2
STATES = ("accepted", "merged", "rejected")


class Verdicts(NamedTuple):
    """Of every row: its state, the accepted row it was merged into (-1: none), whether its contact has more rows."""

    state: Bytes
    merged_into: Rows
    several: Bytes


def verdicts_room(rows: int) -> Verdicts:
    """Of so many rows."""
    return Verdicts(np.empty(rows, np.uint8), np.empty(rows, np.int64), np.empty(rows, np.uint8))


@compiled
def judge(
    cluster: Points, is_new: Bytes, refused: Bytes, leaders: Points, sizes: Points, out: Verdicts
) -> None:
    """State by state of the rows; `leaders` (-1) and `sizes` (0) are room for each cluster."""
    for row in range(len(cluster)):
        one = cluster[row]
        sizes[one] += 1
        if leaders[one] < 0 and not refused[row]:
            leaders[one] = row
    for row in range(len(cluster)):
        one = cluster[row]
        out.several[row] = sizes[one] > 1
        out.merged_into[row] = -1
        if refused[row]:
            out.state[row] = REJECTED
        elif not is_new[row]:
            out.state[row] = MERGED
        elif leaders[one] == row:
            out.state[row] = ACCEPTED
        else:
            out.state[row] = MERGED
            out.merged_into[row] = leaders[one]


@compiled
def number_contacts(cluster: Points, several: Bytes, numbers: Points, contact: Points, first: Rows) -> int:
    """Number the contacts: those of one row, then those of several, by their first row; answers how many.

    `numbers` (-1) is room for each cluster; `contact` takes the number of each row's, `first` the first row of each.
    """
    count = 0
    for wanted in range(2):
        for row in range(len(cluster)):
            if several[row] == wanted:
                one = cluster[row]
                if numbers[one] < 0:
                    numbers[one] = count
                    first[count] = row
                    count += 1
                contact[row] = numbers[one]
    return count


@compiled
def choose_rows(contact: Points, state: Bytes, filled: Bytes, chosen: Rows) -> None:
    """The row each contact takes a field from: the first usable one that has it, else the first one; -1 for none."""
    for contact_ in range(len(chosen)):
        chosen[contact_] = -1
    for refused in range(2):
        for row in range(len(contact)):
            if filled[row] and (state[row] == REJECTED) == (refused == 1) and chosen[contact[row]] < 0:
                chosen[contact[row]] = row


@compiled
def value_of(text: Text, number: int) -> int:
    """The digits of an E.164 number as a whole number."""
    value = np.int64(0)
    for place in range(text.offsets[number] + 1, text.offsets[number + 1]):
        value = value * 10 + text.data[place] - 48
    return value


@compiled
def values_of(text: Text, values: Rows) -> None:
    """Of all numbers."""
    for number in range(len(values)):
        values[number] = value_of(text, number)


@compiled
def distinct(values: Rows, table: Points, ids: Points) -> int:
    """Give equal numbers equal ids, counted from 0; `table` (-1) is room of a power of two. Answers how many."""
    mask = len(table) - 1
    count = 0
    for number in range(len(values)):
        value = values[number]
        slot = (value * 0x9E3779B97F4A7C1 >> 20) & mask
        while table[slot] >= 0 and values[table[slot]] != value:
            slot = slot + 1 & mask
        if table[slot] < 0:
            table[slot] = number
            ids[number] = count
            count += 1
        else:
            ids[number] = ids[table[slot]]
    return count


@compiled
def group_rows(contact: Points, state: Bytes, ends: Offsets, grouped: Points) -> None:
    """The usable rows of each contact one behind the other, in order: of contact c from ends[c] to ends[c + 1]."""
    for row in range(len(contact)):
        if state[row] != REJECTED:
            ends[contact[row] + 1] += 1
    for one in range(len(ends) - 1):
        ends[one + 1] += ends[one]
    total = ends[len(ends) - 1]
    for row in range(len(contact) - 1, -1, -1):
        if state[row] != REJECTED:
            grouped[ends[contact[row] + 1] - 1] = row
            ends[contact[row] + 1] -= 1
    # each place now says where a contact begins instead of where it ends
    for one in range(len(ends) - 1):
        ends[one] = ends[one + 1]
    ends[len(ends) - 1] = total


@compiled
def collect_numbers(
    ends: Offsets, grouped: Points, starts: Points, ids: Points, seen: Points, found: Rows, counts: Offsets
) -> int:
    """The numbers of each contact, each once, in the order of its rows; answers how many.

    Numbers of row r are starts[r] to starts[r + 1]; `seen` (-1) is room for each distinct number.
    """
    count = 0
    for contact in range(len(ends) - 1):
        for place in range(ends[contact], ends[contact + 1]):
            row = grouped[place]
            for number in range(starts[row], starts[row + 1]):
                if seen[ids[number]] != contact:
                    seen[ids[number]] = contact
                    found[count] = number
                    count += 1
        counts[contact + 1] = count
    return count
