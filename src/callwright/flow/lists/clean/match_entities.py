"""Which contact each cluster is: an id that one import and two of its halves give alike.

The id comes from the cluster's first row (rows published before come first): that row's contact if it is the first
row of it, else an id derived from what the row says and how often the same was said before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from callwright.flow.lists.clean.compiled import Bytes, Text, text_of
from callwright.flow.lists.clean.compiled_entities import identify
from callwright.flow.lists.clean.compiled_matching import (
    Places,
    count_echoes,
    hash_texts,
    mix_in,
    mix_in_numbers,
)
from callwright.flow.lists.clean.match_keys import Keyed, grouped, hashed_column

SAID = ("company_key", "person", "address")


@dataclass(frozen=True)
class Entities:
    """Clusters by the place of their first row: `firsts` in order, `ids` (UUIDs) and whether each is a new contact."""

    firsts: Places
    ids: pa.Array
    is_new: npt.NDArray[np.bool_]

    def at(self, label: Places) -> Places:
        """Where the clusters of these first rows stand."""
        places = np.zeros(int(self.firsts[-1]) + 1, np.int32)
        places[self.firsts] = np.arange(len(self.firsts), dtype=np.int32)
        return places[label]


def name_entities(rows: Keyed, inside: Places, label: Places) -> Entities:
    """Name the clusters `label` (the place of the first row) of the rows at the places `inside`."""
    firsts = inside[label[inside] == inside]
    ids = np.empty(16 * len(firsts), np.uint8)
    kept = _kept(rows, inside, firsts)
    is_new = np.ones(len(firsts), np.bool_)
    for at, contact in kept.items():
        is_new[at] = False
        ids[16 * at : 16 * at + 16] = np.frombuffer(UUID(contact).bytes, np.uint8)
    new = np.flatnonzero(is_new)
    ids.reshape(-1, 16)[new] = _derived(rows, firsts[new]).reshape(-1, 16)
    binary = pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), len(firsts), [None, pa.py_buffer(ids)])
    return Entities(firsts, pa.ExtensionArray.from_storage(pa.uuid(), binary), is_new)


def _kept(rows: Keyed, inside: Places, firsts: Places) -> dict[int, str]:
    """By cluster: the contact whose first row (of those looked at) is the first row of the cluster."""
    known = inside[inside < rows.known]
    if not len(known):
        return {}
    contacts = rows.files.known_contacts().take(pa.array(known.astype(np.int64)))
    keys = np.empty(len(known), np.int64)
    hash_texts(text_of(contacts), keys)
    leads = known[grouped(keys) == np.arange(len(known))]
    texts = dict(zip(known.tolist(), contacts.to_pylist(), strict=True))
    at = np.searchsorted(firsts, leads)
    there = (at < len(firsts)) & (firsts[np.minimum(at, len(firsts) - 1)] == leads)
    return {int(place): texts[int(row)] for place, row in zip(at[there], leads[there], strict=True)}


def _derived(rows: Keyed, firsts: Places) -> npt.NDArray[np.uint8]:
    """Ids from what these rows say, piece by piece of the files."""
    echoes = _echoes(rows)
    ids = np.empty(4 * len(firsts), np.uint32)
    begun = done = 0
    for piece in zip(*(rows.files.chunks(name) for name in (*SAID, "numbers")), strict=True):
        size = len(piece[0])
        to = int(np.searchsorted(firsts, begun + size))
        texts = [text_of(column) for column in (*piece[:-1], piece[-1].flatten())]
        starts = rows.starts[begun : begun + size + 1]
        wanted = firsts[done:to] - np.int32(begun)
        room = _room_for(texts, int(np.diff(starts).max(initial=0)))
        identify(
            *texts, starts - starts[0], wanted, echoes[begun : begun + size], room, room.view(np.uint32),
            np.empty(4, np.uint32), ids[4 * done : 4 * to],
        )  # fmt: skip
        begun, done = begun + size, to
    return ids.view(np.uint8)


def _room_for(texts: Sequence[Text], numbers: int) -> Bytes:
    """For the longest row there may be, of so many numbers at most, as whole words."""
    *said, number = (int(np.diff(text.offsets).max(initial=0)) for text in texts)
    return np.empty((sum(said) + numbers * (number + 1) + 203) // 4 * 4, np.uint8)


def _echoes(rows: Keyed) -> Places:
    """How many rows before each one say the same."""
    keys = np.where(rows.company_key == 0, 1, rows.company_key)
    for name in ("person", "address"):
        mix_in(keys, hashed_column(rows.files, name))
    mix_in_numbers(keys, rows.starts, rows.numbers)
    same = grouped(keys)
    echoes = np.empty(len(keys), np.int32)
    count_echoes(same, np.zeros(len(keys), np.int32), echoes)
    return echoes
