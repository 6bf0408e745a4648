"""Which rows are one company and which are not: a person's name with a place is no identity (product §2.2)."""

from __future__ import annotations

import pytest

HEADER = ("公司名称", "联系人", "电话", "地址")
BRANDS = [
    *(
        "盈拓",
        "沐川",
        "铭扬",
        "禾丰",
        "骏达",
        "蓝桥",
        "启明",
        "佰润",
        "晟峰",
        "云麓",
        "海纳",
        "卓然",
        "瀚博",
        "锐思",
    ),
    *(
        "森朗",
        "悦然",
        "宸宇",
        "朗坤",
        "弘毅",
        "恩泽",
        "凯旋门",
        "九州通",
        "三棵树",
        "金螳螂",
        "半亩田",
        "一品堂",
    ),
    *("大自然", "好日子", "老船长", "红蜻蜓"),
]
TRADES = ("软件", "五金", "贸易", "物流", "餐饮管理", "装饰工程")


def number(at: int) -> str:
    return f"13{at % 10}{(at * 7919 + 1234567) % 10**8:08d}"


def companies(count: int, city: str = "杭州") -> list[str]:
    return [f"{city}{BRANDS[at]}{TRADES[at % len(TRADES)]}有限公司" for at in range(count)]


def entities(rows: list[dict]) -> list[object]:
    return [row["entity"] for row in rows]


@pytest.mark.parametrize(
    "address",
    ["杭州市西湖区", "杭州市", "西湖区", "浙江省杭州市西湖区"],
    ids=["district", "city", "district-only", "province"],
)
def test_a_person_and_a_place_are_no_identity(clean, address):
    _, rows = clean(HEADER, [(name, "陈一", number(at), address) for at, name in enumerate(companies(30))])
    assert len(set(entities(rows))) == 30


@pytest.mark.parametrize("count", [2, 3, 5])
def test_not_even_when_only_a_few_share_the_person(clean, count):
    rows = [(name, "陈一", number(at), "杭州市西湖区") for at, name in enumerate(companies(count))]
    _, found = clean(HEADER, rows)
    assert len(set(entities(found))) == count


def test_a_person_with_different_streets_is_no_identity(clean):
    rows = [
        (name, "陈一", number(at), f"杭州市西湖区{street}{at * 13 + 2}号{at + 3}01室")
        for at, (name, street) in enumerate(
            zip(companies(30), ("文三路", "天目山路", "学院路") * 10, strict=True)
        )
    ]
    _, found = clean(HEADER, rows)
    assert len(set(entities(found))) == 30


@pytest.mark.parametrize("room", ["", "301室"], ids=["tower", "same-room"])
@pytest.mark.parametrize("count", [2, 30])
def test_an_office_tower_is_no_identity(clean, count, room):
    rows = [
        (name, ("李四", "", "王五")[at % 3], number(at), f"杭州市西湖区文三路90号{room}")
        for at, name in enumerate(companies(count))
    ]
    _, found = clean(HEADER, rows)
    assert len(set(entities(found))) == count


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("", ""),
        ("陈一", ""),
        ("", "杭州市西湖区"),
        ("陈一", "杭州市西湖区"),
        ("陈一", "杭州市西湖区文三路90号301室"),
    ],
)
@pytest.mark.parametrize("count", [3, 30])
def test_an_agency_s_number_is_no_identity(clean, count, person, address):
    rows = [(name, person, "13812345678", address) for name in companies(count)]
    _, found = clean(HEADER, rows)
    assert len(set(entities(found))) == count


def test_two_companies_of_one_brand_are_two_when_only_the_person_agrees(clean):
    rows = [
        ("杭州华信软件有限公司", "陈一", number(1), "杭州市西湖区"),
        ("杭州华信物流有限公司", "陈一", number(2), "杭州市西湖区"),
        ("杭州宏远贸易有限公司", "陈一", number(3), "杭州市西湖区"),
    ]
    _, found = clean(HEADER, rows)
    assert len(set(entities(found))) == 3


def test_a_row_without_a_name_joins_nobody_by_person_and_district(clean):
    rows = [
        ("", "陈一", number(1), "杭州市西湖区"),
        ("杭州盈拓软件有限公司", "陈一", number(2), "杭州市西湖区"),
        ("杭州沐川五金有限公司", "陈一", number(3), "杭州市西湖区"),
    ]
    _, found = clean(HEADER, rows)
    assert len(set(entities(found))) == 3


def test_one_short_name_in_a_city_with_two_persons_is_two_companies(clean):
    rows = [
        ("杭州华信贸易有限公司", "李四", "", "杭州市西湖区文三路90号"),
        ("杭州华信贸易有限公司", "王五", number(2), ""),
        ("杭州华信贸易有限公司", "李四", number(3), ""),
    ]
    _, found = clean(HEADER, rows)
    assert found[0]["entity"] == found[2]["entity"] != found[1]["entity"]


def test_a_usual_brand_asks_for_more_than_the_name(clean):
    others = [
        (f"{city}华信{trade}有限公司", "", number(at * 9 + len(trade)), "")
        for at, city in enumerate(("上海", "北京", "苏州"))
        for trade in TRADES
    ]
    rows = [
        ("杭州华信贸易有限公司", "李四", number(101), ""),
        ("杭州华信贸易有限公司", "", number(102), "杭州市西湖区文三路90号"),
        ("杭州华信贸易有限公司", "李四", number(103), ""),
    ]
    _, found = clean(HEADER, rows + others)
    assert found[0]["entity"] == found[2]["entity"] != found[1]["entity"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杭州盈拓达软件有限公司", "杭州盈拓大软件有限公司"),
        ("杭州盈拓达软件有限公司", "杭州盈拓软件有限公司"),
        ("杭州盈拓达软件有限公司", "杭州盈拓达软件有公司"),
        ("杭州盈拓达软件有限公司", "杭州盈拓达软牛有限公司"),
        ("杭州盈拓软件有限公司", "杭州盈扩软件有限公司"),
    ],
)
def test_a_slip_in_the_name_is_forgiven_with_the_same_person_and_house(clean, one, other):
    address = "杭州市西湖区文三路90号301室"
    others = [
        (name, f"周{'安邦彬诚德'[at % 5]}", number(at + 50), "") for at, name in enumerate(companies(20)[1:])
    ]
    _, found = clean(
        HEADER, [(one, "陈一", number(1), address), (other, "陈一", number(2), address), *others]
    )
    assert found[0]["entity"] == found[1]["entity"]
    assert len(set(entities(found))) == 1 + len(others)


def test_a_slip_is_forgiven_inside_a_crowd_of_the_same_person_and_district(clean):
    rows = [(name, "陈一", number(at), "杭州市西湖区") for at, name in enumerate(companies(20))]
    rows += [
        ("杭州永安居装饰工程有限公司", "陈一", number(40), "杭州市西湖区学院路28号"),
        ("杭州永安局装饰工程有限公司", "陈一", number(41), "杭州市西湖区学院路28号"),
    ]
    _, found = clean(HEADER, rows)
    assert found[20]["entity"] == found[21]["entity"]
    assert len(set(entities(found))) == 21


def test_a_usual_brand_in_an_office_tower_asks_for_the_same_person_or_room(clean):
    tower = "杭州市西湖区文三路90号"
    others = [
        (f"杭州华信{trade}有限公司", "", number(at + 60), "")
        for at, trade in enumerate((*TRADES, "印刷", "模具"))
    ]
    others += [(name, "", number(at + 80), tower) for at, name in enumerate(companies(5))]
    rows = [
        ("杭州华信贸易有限公司", "李四", number(101), f"{tower}301室"),
        ("杭州华信贸易有限公司", "王五", number(102), f"{tower}402室"),
        ("杭州华信贸易有限公司", "", number(103), f"{tower}301室"),
        ("杭州华信贸易有限公司", "王五", "", tower),
    ]
    _, found = clean(HEADER, rows + others)
    assert found[0]["entity"] == found[2]["entity"] != found[1]["entity"] == found[3]["entity"]
