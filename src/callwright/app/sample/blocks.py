"""Time away from the phone: breaks everybody takes, and the lost time a person or a department is known for."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from callwright.app.sample.people import NEWCOMER, SOUTH, Employee


@dataclass(frozen=True)
class Block:
    """A state, its length in seconds and the reason the agent gave."""

    state: str
    seconds: int
    reason: str = ""


@dataclass(frozen=True)
class Setting:
    """What a day depends on beside the person: how many dials (1.0 = the style's), luck, which month."""

    day: dt.date
    month_index: int
    dials: float
    luck: float


def blocks_of(chance: random.Random, person: Employee, setting: Setting) -> list[Block]:
    """Everything that keeps the person from the phone on this day, in no order."""
    style = person.style
    assert style is not None
    blocks = _some(chance, 2, "break", (420, 840), "小休")
    if style.manner != "good":
        blocks += _some(chance, chance.randint(1, 3), "looking_up", (360, 900), "查产品资料")
    if person.department == SOUTH and style.trouble != "coaching":
        blocks += _department_trouble(chance, setting)
    worse = 1 + 0.5 * setting.month_index
    if style.trouble == "wrong_data":
        blocks += _some(chance, chance.randint(3, 5), "wrong_data", (360, 780), "号码打不通，自己上网找")
    elif style.trouble == "phone_trouble" and chance.random() < 0.55:
        blocks += _some(chance, 1, "phone_trouble", (1_800, 4_800), "线路断断续续")
    elif style.trouble == "looking_up":
        blocks += _some(chance, chance.randint(4, 6), "looking_up", (480, 960), "查报价和库存")
    elif style.trouble == "coaching":
        blocks += _some(chance, 6, "training", (1_500, 2_700), "辅导组员、听录音")
    elif style.trouble == "fading":
        blocks += _some(chance, 3, "break", (round(700 * worse), round(1_300 * worse)), "休息")
    if style == NEWCOMER and setting.day.weekday() in {1, 3}:
        blocks.append(Block("training", 2_700, "新人培训"))
    return blocks


def _department_trouble(chance: random.Random, setting: Setting) -> list[Block]:
    """Since the south dials the bad list it searches for right numbers, and now it runs out of names."""
    if setting.month_index == 0:
        return []
    blocks = _some(chance, 2, "wrong_data", (300, 720), "名单号码不对")
    if setting.month_index == 2:
        blocks += _some(chance, 1, "no_leads", (1_200, 3_000), "名单打完了")
    return blocks


def _some(
    chance: random.Random, count: int, state: str, seconds: tuple[int, int], reason: str
) -> list[Block]:
    return [Block(state, chance.randint(*seconds), reason) for _ in range(count)]
