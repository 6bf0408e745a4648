"""Random number cells in forms of its own: what people write, glued together in every way."""

from __future__ import annotations

import random

from tests.factories.dirty_cells import damaged_cell, number, plain_cell

BETWEEN = (
    " ",
    "  ",
    "/",
    "//",
    "、",
    "，",
    "；",
    ";",
    ",",
    "|",
    "\n",
    "\t",
    " 或 ",
    "和",
    "&",
    " - ",
    "。",
    "\\",
    "…",
    "备用：",
    "; 手机 ",
)
AROUND = ("", "", "", "", "电话：", "Tel. ", "手机", "（", "请打", "☎", "联系人张三 ", "'")
BEHIND = ("", "", "", "", "）", "（微信同号）", " 张经理", "，下午打", "！", ".0", "　")
WIDE = str.maketrans("0123456789-+() ", "０１２３４５６７８９－＋（）　")


def written(rng: random.Random, national: str) -> str:
    """One number the way somebody writes it."""
    text = national
    if national.startswith("1"):
        text = rng.choice(("{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0}{1}{2}")).format(
            national[:3], national[3:7], national[7:]
        )
    elif national.startswith("0"):
        area = 3 if national[1] in "12" else 4
        text = rng.choice(("{0}-{1}", "{0} {1}", "({0}){1}", "({0}) {1}", "{0}{1}", "{0}--{1}")).format(
            national[:area], national[area:]
        )
    if rng.random() < 0.25 and not national.startswith("4"):
        text = rng.choice(("+86", "86", "0086", "+86 ", "86-", "0086-", "(+86)", "+86-")) + text.lstrip("0")
    if rng.random() < 0.15:
        text += rng.choice(
            ("转{}", "-{}", " 转 {}", "ext{}", " ext. {}", "#{}", "x{}", "(转{})", "分机{}")
        ).format(rng.randrange(1, 9999))
    return text.translate(WIDE) if rng.random() < 0.1 else text


def cell(rng: random.Random) -> str:
    """One to three numbers, glued; sometimes damaged, sometimes nothing of the kind."""
    kind = rng.random()
    if kind < 0.1:
        return damaged_cell(rng)
    if kind < 0.2:
        return plain_cell(rng)[0]
    if kind < 0.27:
        return rng.choice(
            (
                "",
                "无",
                "95588",
                "96100",
                "1.38E+10",
                "12345",
                "82345678",
                "13812345",
                "2026-10-01",
                "010-",
                "+86",
            )
        )
    if kind < 0.32:
        return str(rng.randrange(10 ** rng.randrange(1, 16)))
    glued = rng.choice(BETWEEN).join(written(rng, number(rng)) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))
    return rng.choice(AROUND) + glued + rng.choice(BEHIND)
