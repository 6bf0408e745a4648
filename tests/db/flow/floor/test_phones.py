"""One phone per browser, its health in its person's state, its password gone as soon as the switch knows."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from tests.db.flow.floor.floor_people import hire

from callwright.flow.floor import service
from callwright.flow.floor.contracts import PhoneReport, State
from callwright.flow.floor.errors import PhoneInUse, PhoneLost, PhoneUnhealthy

NINE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


class Keys:
    """Passwords that can be read in a test."""

    def derive(self, name):
        return f"password of {name}"


KEYS = Keys()
SOUND = PhoneReport(registered=True, microphone="granted")


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


@pytest.fixture
async def anna(session):
    (person,) = await hire(session, 1)
    return person


async def claim(session, person, browser="one", seconds=0.0, *, take_over=False):
    return await service.claim_phone(
        session, person_id=person, browser_id=browser, take_over=take_over, at=at(seconds)
    )


async def report(session, person, seconds, report=SOUND, browser="one"):
    return await service.report_phone(
        session, person_id=person, browser_id=browser, report=report, at=at(seconds)
    )


async def state_of(session, person):
    return (await service.current(session, person_ids=[person]))[person]


async def test_a_second_browser_gets_the_phone_only_by_taking_it_over(session, anna):
    first = await claim(session, anna)
    with pytest.raises(PhoneInUse):
        await claim(session, anna, "two", 1)
    second = await claim(session, anna, "two", 2, take_over=True)
    assert (second.name, second.password == first.password) == (first.name, False)
    with pytest.raises(PhoneLost):
        await report(session, anna, 3)
    assert (await report(session, anna, 4, browser="two")).healthy


async def test_a_browser_that_fell_silent_loses_its_claim_to_another(session, anna):
    await claim(session, anna)
    await report(session, anna, 5)
    with pytest.raises(PhoneInUse):
        await claim(session, anna, "two", 34)
    assert (await claim(session, anna, "two", 36)).password


async def test_the_password_is_readable_until_the_switch_knows_it_and_never_after(session, anna):
    given = await claim(session, anna)
    assert given.password not in repr(given)
    (wish,) = await service.phone_wishes(session, names=[given.name])
    assert (wish.password, wish.remove) == (given.password, False)
    newer = await claim(session, anna, seconds=1)
    assert not await service.phone_settled(session, name=given.name, claim=wish.claim)
    (wish,) = await service.phone_wishes(session)
    assert wish.password == newer.password
    assert await service.phone_settled(session, name=given.name, claim=wish.claim)
    assert await service.phone_wishes(session) == []
    kept = (await session.execute(text("SELECT to_jsonb(phone)::text FROM floor.phone"))).scalar_one()
    assert given.password not in kept
    assert newer.password not in kept


async def test_a_phone_given_back_is_forgotten_by_the_switch_too(session, anna):
    given = await claim(session, anna)
    assert await service.release_phone(session, person_id=anna, browser_id="one", at=at(1))
    (wish,) = await service.phone_wishes(session)
    assert (wish.name, wish.remove, wish.password) == (given.name, True, None)
    assert not await service.release_phone(session, person_id=anna, browser_id="one", at=at(2))


async def test_trouble_ends_ready_and_a_sound_phone_brings_it_back(session, anna):
    await claim(session, anna)
    with pytest.raises(PhoneUnhealthy) as refused:
        await service.declare(session, person_id=anna, state="ready", at=at(1))
    assert "注册" in refused.value.message("zh")
    await report(session, anna, 2)
    await service.declare(session, person_id=anna, state="ready", at=at(3))
    await report(session, anna, 5, PhoneReport(registered=True, microphone="denied"))
    troubled = await state_of(session, anna)
    assert (troubled.state, troubled.reason) == (State.PHONE_TROUBLE, "microphone_denied")
    await report(session, anna, 10)
    assert (await state_of(session, anna)).state is State.READY


async def test_declared_trouble_stays_until_its_person_ends_it(session, anna):
    await claim(session, anna)
    await service.declare(session, person_id=anna, state="phone_trouble", at=at(1), reason="回音")
    await report(session, anna, 5)
    assert (await state_of(session, anna)).state is State.PHONE_TROUBLE


async def test_the_switch_s_word_counts_for_a_desk_phone(session, anna):
    given = await service.give_desk_phone(session, person_id=anna, at=at(0), keys=KEYS)
    assert given.expires_at is None
    with pytest.raises(PhoneUnhealthy):
        await service.declare(session, person_id=anna, state="ready", at=at(1))
    await service.phone_registered(session, name=given.name, registered=True, at=at(2))
    await service.declare(session, person_id=anna, state="ready", at=at(3))
    await service.phone_registered(session, name=given.name, registered=False, at=at(4))
    assert (await state_of(session, anna)).state is State.PHONE_TROUBLE
    assert await service.phone_registered(session, name="agent-nobody", registered=True, at=at(5)) is None


async def test_a_desk_phone_that_the_switch_forgot_is_told_again_with_the_same_password(session, anna):
    given = await service.give_desk_phone(session, person_id=anna, at=at(0), keys=KEYS, node="main")
    (wish,) = await service.phone_wishes(session, node="main")
    await service.phone_settled(session, name=wish.name, claim=wish.claim)
    await service.phone_registered(session, name=given.name, registered=True, at=at(1))
    await service.declare(session, person_id=anna, state="ready", at=at(2))
    for node, known in (("main", {given.name}), ("second", set[str]())):
        assert await service.renew_phones(session, node=node, known=known, at=at(3), keys=KEYS) == []
    assert await service.phone_wishes(session) == [], "a switch that knows it is told nothing"
    assert await service.renew_phones(session, node="main", known=(), at=at(4), keys=KEYS) == [given.name]
    (wish,) = await service.phone_wishes(session, node="main")
    assert (wish.password, wish.claim) == (given.password, wish.claim)
    assert (await state_of(session, anna)).state is State.PHONE_TROUBLE, "until it registers again"
    await service.phone_settled(session, name=wish.name, claim=wish.claim)
    await service.phone_registered(session, name=given.name, registered=True, at=at(5))
    assert (await state_of(session, anna)).state is State.READY


async def test_a_desk_phone_given_anew_has_another_password(session, anna):
    first, second = [
        await service.give_desk_phone(session, person_id=anna, at=at(0), keys=KEYS) for _ in range(2)
    ]
    assert first.name == second.name
    assert first.password != second.password


async def test_a_browser_cannot_talk_a_phone_healthy_that_the_switch_lost(session, anna):
    given = await claim(session, anna)
    assert (await report(session, anna, 1)).healthy
    await service.phone_registered(session, name=given.name, registered=False, at=at(2))
    assert (await report(session, anna, 5)).trouble == "not_registered"
    await service.phone_registered(session, name=given.name, registered=True, at=at(6))
    assert (await report(session, anna, 10)).healthy


async def test_a_silent_phone_is_trouble_after_fifteen_seconds_and_gone_after_five_minutes(session, anna):
    await claim(session, anna)
    await report(session, anna, 10)
    await service.declare(session, person_id=anna, state="ready", at=at(10))
    assert not (await service.expire(session, at(25))).changed
    assert (await service.expire(session, at(40))).silent == 1
    troubled = await state_of(session, anna)
    assert (troubled.state, troubled.since) == (State.PHONE_TROUBLE, at(25))
    assert (await service.expire(session, at(311))).gone == 1
    gone = await state_of(session, anna)
    assert (gone.state, gone.since, gone.reason) == (State.OFFLINE, at(310), "gone")
    (wish,) = await service.phone_wishes(session)
    assert wish.remove


async def test_a_clock_that_stood_still_finds_the_same_moments(session, anna):
    await claim(session, anna)
    await report(session, anna, 0)
    await service.declare(session, person_id=anna, state="ready", at=at(0))
    assert (await service.expire(session, at(5_000))).gone == 1
    timeline = await service.timeline(session, person_id=anna, day=NINE.date(), now=at(5_000))
    lived = [(one.state, one.start) for one in timeline.segments if one.state]
    assert lived == [
        (State.READY, at(0)),
        (State.PHONE_TROUBLE, at(15)),
        (State.OFFLINE, at(300)),
    ]


async def test_the_dialer_hears_of_a_wish_when_it_is_committed(database):
    heard: asyncio.Queue[str] = asyncio.Queue()
    connection = await database.connect()
    await connection.add_listener("callwright_dialer", lambda *said: heard.put_nowait(said[3]))
    async with database.transaction() as session:
        (bert,) = await hire(session, 1)
        given = await claim(session, bert)
        await asyncio.sleep(0.05)
        assert heard.empty()
    assert await asyncio.wait_for(heard.get(), 5) == f"phone:{given.name}"
    await connection.close()
