"""Companies that are easily taken for each other: usual names of persons, office towers, agencies, usual brands.

`python -m tests.factories.dirty_crowds OUT.csv ROWS SEED [SHARE]` writes OUT.csv and OUT.truth.csv, a hard list
in which that share of companies (default 1.0) stands in such a crowd.
"""

# ruff: noqa: SIM905 - word lists

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

from tests.factories.dirty_lists import (
    BRAND,
    CITIES,
    FORMS,
    HARD,
    TRADES,
    DirtyList,
    Entity,
    landline,
    make,
    mobile,
    write_csv,
    write_truth,
)

PLACES = tuple(place for place in CITIES if place[1] in ("北京", "上海", "杭州", "苏州", "成都", "广州"))
USUAL_SURNAMES = "王李张刘陈杨赵黄周吴"
USUAL_GIVEN = tuple(
    "伟 芳 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 一 明 超 霞 平 刚 英 建国 秀英 桂英 建华 志强 海燕".split()
)
USUAL_BRANDS = tuple(
    "华信 宏远 恒通 金鑫 盛达 鼎盛 博瑞 天成 万通 中天 创新 华夏 东方红 新世纪 瑞丰 泰和 永兴 大洋 众诚 远航".split()
)
DISTRICTS = ("西湖区", "高新区", "新城区")
TOWERS = (
    ("文三路", 90), ("天目山路", 18), ("环城东路", 1), ("学府路", 305), ("迎宾路", 66), ("开元大道", 500),
    ("站前路", 8), ("长虹路", 33), ("广场北路", 12), ("滨河南路", 199),
)  # fmt: skip
TRADES_OF_A_CROWD = TRADES[:6] + TRADES[20:32] + TRADES[-4:]


class Crowd:
    """What the companies of a crowd share: agencies, each with a number, a person and a room."""

    def __init__(self, rng: random.Random, companies: int) -> None:
        self.agencies = [
            (mobile(rng), person(rng), rng.choice(TOWERS), rng.randrange(1, 25) * 100 + rng.randrange(1, 9))
            for _ in range(max(1, companies // 150))
        ]

    def company(self, rng: random.Random) -> Entity:
        """A company whose person, house, brand or number many others have too."""
        province, city, area, size = rng.choice(PLACES)
        brand = "".join(rng.choice(BRAND) for _ in range(rng.choice((2, 2, 3, 3, 4))))
        if rng.random() < 0.15:
            brand = rng.choice(USUAL_BRANDS)
        numbers = (mobile(rng),) if rng.random() < 0.7 else (landline(rng, area, int(size)),)
        (street, house), room = rng.choice(TOWERS), rng.randrange(1, 25) * 100 + rng.randrange(1, 9)
        who = person(rng)
        if rng.random() < 0.15:
            number, agent, tower, shared_room = rng.choice(self.agencies)
            numbers = (number,)
            if rng.random() < 0.6:
                who = agent
            if rng.random() < 0.5:
                (street, house), room = tower, shared_room
        return Entity(
            province, city, brand, rng.choice(TRADES_OF_A_CROWD), rng.choice(FORMS), rng.randrange(3), who, numbers,
            rng.choice(DISTRICTS), street, house, rng.choice(("", "A座", "B座")), room, vague=rng.random() < 0.5,
        )  # fmt: skip


def person(rng: random.Random) -> str:
    """A name that many have."""
    return rng.choice(USUAL_SURNAMES) + rng.choice(USUAL_GIVEN)


def crowded(rows: int, seed: int, share: float = 1.0) -> DirtyList:
    """A hard list in which that share of companies stands in a crowd."""
    return make(rows, seed, replace(HARD, crowd=share), lambda rng, count: Crowd(rng, count).company)


if __name__ == "__main__":
    target, size, chosen = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    dirty = crowded(size, chosen, float(sys.argv[4]) if len(sys.argv) > 4 else 1.0)
    write_csv(dirty, target)
    write_truth(dirty, target.with_suffix(".truth.csv"))
