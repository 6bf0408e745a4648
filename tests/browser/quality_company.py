"""A team with calls, a lead, two of QA and a newcomer, each signed in; two calls of one agent are written down."""

from __future__ import annotations

import asyncio
import csv
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.browser.account import Account
from tests.browser.product import Product
from tests.factories.voice import channel, wav
from tests.flow.hand_company import Files

from callwright.app.settings import Settings
from callwright.app.wiring import build_runtime
from callwright.flow.insights import service as insights
from callwright.flow.insights.contracts import Origin, Said, Speaker
from callwright.flow.recordings import service as recordings

HEADER = ["工号", "姓名", "部门", "小组", "角色", "职级", "入职日期"]
CALL_HEADER = [
    "流水号",
    "坐席",
    "号码",
    "方向",
    "开始时间",
    "接听时间",
    "结束时间",
    "结果",
    "录音文件",
    "活动",
]
OTHERS = [
    ["L01", "郑组长", "华东部", "一组", "组长", "高级", "2024-01-06"],
    ["Q01", "周质检", "质检部", "", "质检", "高级", "2024-01-06"],
    ["Q02", "吴质检", "质检部", "", "质检", "高级", "2024-01-06"],
]
SAID = [
    (Speaker.AGENT, 0.5, 2.5, "您好，我是话匠的王一，这通电话会录音。"),
    (Speaker.CUSTOMER, 3.0, 4.0, "嗯，你说。"),
    (Speaker.AGENT, 4.5, 6.5, "您究竟买不买呢？"),
    (Speaker.CUSTOMER, 7.0, 9.0, "我的号码是幺三八零零幺三八零零零。"),
]
SAID_BY_ANOTHER = [
    (Speaker.AGENT, 0.5, 2.5, "您好，我是话匠的李二，这通电话会被录下来。"),
    (Speaker.CUSTOMER, 3.0, 4.0, "我再看看。"),
    (Speaker.AGENT, 4.5, 6.5, "您赶紧定下来吧。"),
]


@dataclass(frozen=True)
class World:
    """The product with a team, a lead, two of QA and a newcomer, each signed in."""

    product: Product
    owner: Account
    agent: Account
    lead: Account
    qa: Account
    second: Account
    newcomer: Account
    call: str
    call_of_today: str

    @property
    def address(self) -> str:
        return self.product.address


def filled(product: Product, files: Files, folder: Path) -> World:
    owner = Account.owner_of(product)
    owner.send_files("/api/staff/import", "file", files.roster)
    owner.send_files("/api/campaigns/import", "file", files.campaigns)
    today = datetime.now(UTC) + timedelta(hours=8)
    hired = (today - timedelta(days=10)).date().isoformat()
    people = [HEADER, *OTHERS, ["N01", "钱新人", "华东部", "一组", "电销代表", "初级", hired]]
    owner.send_files("/api/staff/import", "file", _csv(folder / "more.csv", people))
    mapping = files.mapping.read_text(encoding="utf-8")
    owner.send_files("/api/calls/import", "file", files.calls, mapping=mapping)
    owner.send_files("/api/calls/import", "file", _dials(folder / "dials.csv", today), mapping=mapping)
    owner.send_files("/api/recordings/import", "files", *sorted(files.recordings.rglob("*.wav")))
    owner.result_of(owner.post("/api/insights/run")["job_id"])
    agents = {one["employee_number"]: one["id"] for one in owner.get("/api/people", size="200")["items"]}
    mine = owner.get("/api/calls", person=agents["E01"], size="200")["items"]
    call = str(next(one for one in mine if one["recording_name"])["id"])
    asyncio.run(_written_down(product, call))
    late = _call_of_today(owner, folder, mapping, today)
    asyncio.run(_written_down(product, late))
    other = _call_of_today(owner, folder, mapping, today, "E02", minute=2)
    asyncio.run(_written_down(product, other, SAID_BY_ANOTHER))

    def signed_in(number: str) -> Account:
        return Account.by_link(product, product.program.run("staff", "invite", number)["token"])

    return World(
        product,
        owner,
        *(signed_in(number) for number in ("E01", "L01", "Q01", "Q02", "N01")),
        call,
        late,
    )


async def _written_down(
    product: Product, call: str, said: list[tuple[Speaker, float, float, str]] = SAID
) -> None:
    """What the agent says, as if it had been transcribed, and judged by the checks of the day."""
    runtime = build_runtime(Settings(home=product.home))
    attempt = uuid.UUID(call)
    try:
        async with runtime.database.transaction() as session:
            found = (await recordings.recordings_of_attempts(session, [attempt]))[attempt]
            pieces = [
                Said(place, speaker, start, end, text)
                for place, (speaker, start, end, text) in enumerate(said)
            ]
            await insights.keep_transcript(
                session,
                found,
                pieces=pieces,
                origin=Origin.WRITTEN,
                engine="test",
                model="test",
                now=runtime.clock.now(),
            )
            await insights.judge_call(
                session, recording_id=found.id, now=runtime.clock.now(), calendar=runtime.calendar
            )
    finally:
        await runtime.database.dispose()


def _call_of_today(
    owner: Account, folder: Path, mapping: str, today: datetime, agent: str = "E01", minute: int = 1
) -> str:
    """A call an agent makes today, with its recording."""
    form, start = "%Y-%m-%d %H:%M:%S", today.replace(hour=0, minute=minute, second=0)
    times = [(start + timedelta(seconds=wait)).strftime(form) for wait in (0, 5, 17)]
    name = f"today-{agent}.wav"
    row = [f"T{agent}", agent, f"1370000000{minute}", "呼出", *times, "有意向", name, "autumn"]
    table = _csv(folder / f"today-{agent}.csv", [CALL_HEADER, row])
    owner.send_files("/api/calls/import", "file", table, mapping=mapping)
    sound = folder / name
    pitch = 110.0 + minute
    sound.write_bytes(
        wav([channel(12.0, (0.5, 2.5), (4.5, 6.5), pitch=pitch), channel(12.0, (3.0, 4.0), pitch=210.0)])
    )
    owner.send_files("/api/recordings/import", "files", sound)
    owner.result_of(owner.post("/api/insights/run")["job_id"])
    found = owner.get("/api/calls", size="200", day=today.date().isoformat())["items"]
    return str(next(one for one in found if one["recording_name"] == name)["id"])


def _csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _dials(path: Path, today: datetime) -> Path:
    """A hundred dials of the newcomer in the last days, one of them an order: a rate of exactly 1 %."""
    rows = [CALL_HEADER]
    for number in range(100):
        day = today - timedelta(days=1 + number % 5)
        start = day.replace(hour=9, minute=30, second=0) + timedelta(minutes=3 * (number // 5))
        answer, end = start + timedelta(seconds=5), start + timedelta(seconds=65)
        form = "%Y-%m-%d %H:%M:%S"
        rows.append(
            [f"N{number}", "N01", f"139{number:08d}", "呼出", start.strftime(form), answer.strftime(form),
             end.strftime(form), "下单" if number == 42 else "拒绝", "", "autumn"]
        )  # fmt: skip
    return _csv(path, rows)
