"""What one row of a call record file says, or why it cannot be used."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from hashlib import sha256
from zoneinfo import ZoneInfo

from callwright.flow.calls.contracts import CallMapping, Direction, Outcome
from callwright.flow.calls.decide import rejections
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.calls.decide.outcomes import find_direction, find_outcome
from callwright.kernel.errors import Rejection
from callwright.kernel.ids import derive_id
from callwright.kernel.moments import is_blank, read_moment, read_seconds
from callwright.kernel.text import Text
from callwright.platform.tables import TableRow

# A record of a whole day is a phone that was never hung up; a clock may be a few minutes ahead of ours.
LONGEST_CALL = timedelta(hours=24)
CLOCK_TOLERANCE = timedelta(minutes=5)

UNREACHED = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.INVALID_NUMBER, Outcome.SWITCHED_OFF})

FindPerson = Callable[[str], uuid.UUID | Text]


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One usable row: times in UTC, end exclusive. `content` is a digest of what the row says."""

    line: int
    id: uuid.UUID
    person_id: uuid.UUID
    e164: str
    direction: Direction
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    outcome: Outcome
    raw_outcome: str
    recording_name: str
    campaign: str
    record_id: str
    content: str
    cells: Mapping[str, str]


@dataclass
class Reader:
    """Reads the rows of one file; counts words it does not know (they are kept, and listed in the report)."""

    columns: Mapping[str, str]
    mapping: CallMapping
    find_person: FindPerson
    company_zone: tzinfo
    now: datetime
    zone: tzinfo = field(init=False)
    unknown_outcomes: Counter[str] = field(default_factory=Counter)
    unknown_directions: Counter[str] = field(default_factory=Counter)
    _people: dict[str, uuid.UUID | Text] = field(default_factory=dict)
    _numbers: dict[str, str | None] = field(default_factory=dict)
    _outcomes: dict[str, Outcome | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.mapping.timezone) if self.mapping.timezone else self.company_zone

    @property
    def answer_unknown(self) -> bool:
        """Whether the file cannot tell ringing from talking; then the outcome decides who answered."""
        return not {"answer", "talk_seconds"} & self.columns.keys()

    def read(self, row: TableRow) -> CallRecord | Rejection:
        """The row as a call record, or its rejection."""
        try:
            return self._read(row)
        except rejections.Unusable as reason:
            return Rejection(row.line, reason.code, reason.text, row.cells)

    def _read(self, row: TableRow) -> CallRecord:
        cells = {name: row.cells.get(column, "").strip() for name, column in self.columns.items()}
        person_id = self._person(cells.get("agent", ""))
        direction = self._direction(cells)
        e164 = self._number(cells, direction)
        start, answer, end = self._times(cells)
        raw_outcome = cells.get("outcome", "")
        outcome = self._outcome(raw_outcome, answered=answer is not None)
        if self.answer_unknown and end > start and outcome not in UNREACHED:
            answer = start
        record_id = cells.get("id", "")
        facts = (person_id, e164, direction, start.isoformat(), answer, end.isoformat())
        identity = (record_id,) if record_id else facts
        said = "\x1f".join(str(part) for part in (*facts, raw_outcome, cells.get("recording", "")))
        return CallRecord(
            line=row.line,
            id=derive_id("calls.attempt", self.mapping.system, *identity),
            person_id=person_id,
            e164=e164,
            direction=direction,
            started_at=start,
            answered_at=answer,
            ended_at=end,
            outcome=outcome,
            raw_outcome=raw_outcome,
            recording_name=cells.get("recording", ""),
            campaign=cells.get("campaign", ""),
            record_id=record_id,
            content=sha256(said.encode()).hexdigest()[:32],
            cells=row.cells,
        )

    def _person(self, reference: str) -> uuid.UUID:
        if reference not in self._people:
            self._people[reference] = self.find_person(reference)
        found = self._people[reference]
        if isinstance(found, Text):
            raise rejections.Unusable("unknown_agent", found)
        return found

    def _direction(self, cells: Mapping[str, str]) -> Direction:
        word = cells.get("direction", "")
        given = self.mapping.values.get("direction", {}).get(word)
        found = Direction(given) if given else find_direction(word)
        if found is None and word:
            self.unknown_directions[word] += 1
        return found or Direction.OUTBOUND

    def _number(self, cells: Mapping[str, str], direction: Direction) -> str:
        remote = "callee" if direction is Direction.OUTBOUND else "caller"
        written = cells.get("number") or cells.get(remote, "")
        if written not in self._numbers:
            self._numbers[written] = read_number(written, self.mapping.country)
        e164 = self._numbers[written]
        if e164 is None:
            raise rejections.Unusable("unusable_number", rejections.UNUSABLE_NUMBER)
        return e164

    def _outcome(self, word: str, *, answered: bool) -> Outcome:
        if word not in self._outcomes:
            given = self.mapping.values.get("outcome", {}).get(word)
            self._outcomes[word] = Outcome(given) if given else find_outcome(word)
        found = self._outcomes[word]
        if found is None and word:
            self.unknown_outcomes[word] += 1
        return found or (Outcome.ANSWERED if answered else Outcome.NO_ANSWER)

    def _times(self, cells: Mapping[str, str]) -> tuple[datetime, datetime | None, datetime]:
        start = self._moment(cells, "start")
        if start is None:
            raise rejections.Unusable("bad_time", rejections.BAD_TIME.format(value=cells.get("start", "")))
        answer, end = self._moment(cells, "answer"), self._moment(cells, "end")
        answer, end = complete_times(start, answer, end, self._seconds(cells))
        check_times(start, answer, end, self.now)
        return start, answer, end

    def _moment(self, cells: Mapping[str, str], name: str) -> datetime | None:
        written = cells.get(name, "")
        if not written or (not written.startswith("20") and is_blank(written)):
            return None
        try:
            return read_moment(written, self.zone, self.mapping.time_formats)
        except (ValueError, OverflowError):
            raise rejections.Unusable("bad_time", rejections.BAD_TIME.format(value=written)) from None

    def _seconds(self, cells: Mapping[str, str]) -> dict[str, timedelta]:
        found: dict[str, timedelta] = {}
        for name in ("ring_seconds", "talk_seconds", "duration_seconds"):
            written = cells.get(name, "")
            if not written or written in {"-", "--"}:
                continue
            try:
                found[name] = timedelta(seconds=read_seconds(written))
            except (ValueError, OverflowError):
                raise rejections.Unusable("bad_time", rejections.BAD_TIME.format(value=written)) from None
        return found


def complete_times(
    start: datetime,
    answer: datetime | None,
    end: datetime | None,
    lengths: Mapping[str, timedelta],
) -> tuple[datetime | None, datetime]:
    """Answer and end from what a record gives: moments where there are some, else from durations.

    Talk without an answer time counts back from the end. An unanswered attempt without an end ended when it
    began; an answered call without an end is unusable.
    """
    nothing = timedelta()
    ring, talk, whole = (lengths.get(f"{name}_seconds") for name in ("ring", "talk", "duration"))
    if end is None and whole is not None:
        end = start + whole
    if end is None and talk:
        end = (answer or start + (ring or nothing)) + talk
    if answer is None and talk and end is not None:
        answer = max(start, end - talk)
    if answer is not None and end is None:
        raise rejections.Unusable("no_end", rejections.NO_END)
    if end is None:
        end = start + (ring or nothing)
    return answer, end


def check_times(start: datetime, answer: datetime | None, end: datetime, now: datetime) -> None:
    """Raise Unusable for a call that cannot have happened like this."""
    if end < start:
        raise rejections.Unusable("end_before_start", rejections.END_BEFORE_START)
    if answer is not None and not start <= answer <= end:
        raise rejections.Unusable("answer_outside_call", rejections.ANSWER_OUTSIDE)
    if end > now + CLOCK_TOLERANCE:
        raise rejections.Unusable("in_the_future", rejections.IN_THE_FUTURE)
    if end - start > LONGEST_CALL:
        raise rejections.Unusable("too_long", rejections.TOO_LONG)
