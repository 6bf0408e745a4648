"""Sealed sound opens in any part, and not at all when anything about it was changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.flow.recordings.decide.sealing import (
    CHUNK,
    HEADER,
    TAG,
    Damaged,
    new_key,
    opened,
    plain_size,
    sealed,
)

KEY, OTHER = new_key(), new_key()
BOUND = b"recording-1"


def seal(content, key=KEY, bound_to=BOUND):
    chunks = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]
    return b"".join(sealed(chunks, key, bound_to))


def unseal(box, start, length, key=KEY, bound_to=BOUND):
    return opened(lambda offset, count: box[offset : offset + count], len(box), key, bound_to, start, length)


@settings(max_examples=60)
@given(
    size=st.sampled_from([0, 1, 44, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7]),
    start=st.integers(0, 4 * CHUNK),
    length=st.integers(0, 4 * CHUNK),
)
def test_any_part_opens_to_what_was_there(size, start, length):
    content = bytes(number * 7 % 251 for number in range(size))
    box = seal(content)
    assert plain_size(len(box)) == size
    assert unseal(box, start, length) == content[start : start + length]


def test_nothing_of_the_sound_is_in_the_box():
    content = b"the customer's card number" * 5_000
    assert b"card" not in seal(content)
    assert seal(content) != seal(content)


def test_only_the_chunks_of_a_part_are_read():
    box, read = seal(bytes(10 * CHUNK)), []

    def counted(offset, count):
        read.append(count)
        return box[offset : offset + count]

    opened(counted, len(box), KEY, BOUND, 5 * CHUNK + 10, 100)
    assert read == [HEADER, CHUNK + TAG]


def flipped(box, place):
    return box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :]


SOUND = bytes(range(256)) * 1_024
BOX = seal(SOUND)
FIRST, SECOND = slice(HEADER, HEADER + CHUNK + TAG), slice(HEADER + CHUNK + TAG, HEADER + 2 * (CHUNK + TAG))


@pytest.mark.parametrize(
    "box",
    [
        flipped(BOX, HEADER + 5),
        flipped(BOX, 9),
        flipped(BOX, 0),
        flipped(BOX, len(BOX) - 1),
        BOX[: HEADER + 2 * (CHUNK + TAG)],
        BOX[:HEADER] + BOX[SECOND] + BOX[FIRST] + BOX[SECOND.stop :],
        BOX[:-1],
        seal(SOUND, key=OTHER),
        seal(SOUND, bound_to=b"recording-2"),
    ],
    ids=[
        "a changed bit",
        "a changed nonce",
        "no box",
        "a changed tag",
        "cut at a chunk",
        "chunks swapped",
        "cut by a byte",
        "another key",
        "another recording",
    ],
)
def test_what_was_changed_does_not_open(box):
    with pytest.raises(Damaged):
        unseal(box, 0, len(SOUND))
