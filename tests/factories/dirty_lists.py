"""Dirty prospect lists with known truth, for tests and for training the matching model.

`python tests/factories/dirty_lists.py OUT.csv ROWS SEED [normal|hard]` writes OUT.csv and OUT.truth.csv.
Numbers are random: never dial them. Vocabulary and formats are this generator's own.
"""

# ruff: noqa: E501, SIM905 - word lists

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HEADERS = ("客户名称", "负责人", "联系方式", "经营地址", "所属行业", "备注")

CITIES = tuple(
    tuple(entry.split())
    for entry in (
        "北京 北京 10 8|上海 上海 21 8|天津 天津 22 8|重庆 重庆 23 8|广东 广州 20 8|广东 珠海 756 7|广东 汕头 754 8|"
        "广东 惠州 752 7|广东 江门 750 7|江苏 常州 519 8|江苏 南通 513 8|江苏 徐州 516 8|江苏 扬州 514 8|浙江 绍兴 575 8|"
        "浙江 嘉兴 573 8|浙江 金华 579 8|浙江 台州 576 8|山东 烟台 535 7|山东 潍坊 536 7|山东 临沂 539 7|山东 淄博 533 7|"
        "河南 洛阳 379 8|河南 南阳 377 8|河北 唐山 315 7|河北 保定 312 7|河北 廊坊 316 7|湖北 宜昌 717 7|湖北 襄阳 710 7|"
        "湖南 株洲 731 8|湖南 衡阳 734 7|福建 泉州 595 8|福建 漳州 596 7|江西 赣州 797 7|江西 九江 792 7|安徽 芜湖 553 7|"
        "安徽 蚌埠 552 7|四川 绵阳 816 7|四川 德阳 838 7|四川 宜宾 831 7|云南 曲靖 874 7|贵州 遵义 851 8|广西 柳州 772 7|"
        "广西 桂林 773 7|陕西 宝鸡 917 7|甘肃 天水 938 7|辽宁 鞍山 412 7|辽宁 锦州 416 7|吉林 吉林 432 8|黑龙江 大庆 459 7|"
        "内蒙古 包头 472 7|新疆 克拉玛依 990 7|山西 大同 352 7|海南 海口 898 8|浙江 杭州 571 8|江苏 苏州 512 8|四川 成都 28 8"
    ).split("|")
)
BRAND = (
    "百川宝来邦彩昌晨驰传大道德鼎东都多凡方飞丰凤孚福甘格古冠贯广贵国海航浩禾和弘宏厚华惠吉佳坚建江捷界今京晶景炬聚骏"
    "凯科昆澜乐蓝朗力丽利良联林灵龙鲁绿迈茂美蒙民名铭牧纳宁欧鹏品普齐奇启千乾强勤清全泉仁荣如瑞润三森山杉尚神升生胜"
    "时世舒水顺硕思松太泰特天田铁廷通同威维伟文沃汐锡夏先祥翔晓协欣信兴行修雅岩阳耀业一依颐易益银盈永优友宇裕元源远越云"
    "泽展张昭哲珍正知至志中众舟卓姿"
)
TRADES = (
    "机电设备|五金制品|包装材料|印刷|木业|家具|纺织|针织|服装|鞋业|皮革制品|陶瓷|玻璃|石材|建材|门窗|钢结构工程|园林绿化|装饰工程|"
    "消防工程|安防科技|数据科技|网络技术|软件开发|电子科技|光电科技|照明电器|仪器仪表|自动化设备|模具|塑胶制品|橡胶制品|化工|涂料|"
    "农业科技|农产品|水产|粮油|茶业|酒业|食品贸易|餐饮服务|酒店管理|旅行社|会展服务|广告传媒|文化创意|教育信息咨询|培训|人力资源|"
    "劳务派遣|物业服务|房产经纪|汽车销售服务|汽配|货运代理|供应链管理|仓储物流|医疗科技|大药房|口腔门诊部|美容美发|健身服务|宠物用品|"
    "母婴用品|商务咨询|税务咨询|知识产权代理|投资管理"
).split("|")
FORMS = ("有限公司",) * 13 + ("有限责任公司",) * 3 + ("股份有限公司",) * 2 + ("经营部", "商行")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏锺汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
GIVEN = "安邦彬斌博灿畅超辰成诚春聪大丹德东栋帆方菲峰凤福刚光国海涵翰豪恒红宏洪厚欢焕辉慧吉佳嘉家建健江洁捷金锦景静军君俊凯康可坤兰磊蕾立丽良林玲凌龙露璐梅萌孟敏铭宁培鹏平琪琴青庆秋全荣瑞润珊尚韶胜诗世舒淑爽顺思松涛天婷彤薇维文武希曦霞贤祥翔晓欣新鑫兴秀旭轩雪雅岩彦阳洋怡艺毅银英颖永勇友宇雨玉媛远月悦云泽哲珍振正志中卓子宗"
STREETS = "東风路 劳动路 团结路 民主路 交通路 振兴街 兴业路 富康路 青年路 育才路 学府路 体育路 环城东路 环城西路 开元大道 迎宾路 金山路 银河路 天目山路 凤凰街 龙腾大道 锦绣路 明珠路 翠竹路 梧桐街 桃园路 柳林路 长虹路 永安街 太平路 广场北路 站前路 工农路 前进街 向阳路 红旗大街 港湾路 海景路 滨河南路 湖滨路".replace(
    "東", "东"
).split()
DISTRICTS = "城东区 城西区 新城区 江北区 江南区 高新区 开发区 中心区 北新区 滨湖区 城关区 东山区 西山区 南岸区 临江区".split()
BUILDINGS = ("", "", "B座", "2栋", "12幢", "科创园", "商务楼", "金融大厦")
MOBILES = "130 131 132 133 135 136 137 138 139 145 150 151 152 155 156 157 158 159 162 165 167 171 172 175 176 178 180 181 182 183 185 186 187 188 189 190 191 192 193 195 198 199".split()
NOTHING = ("", "暂无", "无", "-", "未填写", "详见官网", "null")
WIDE = str.maketrans("0123456789-+()", "０１２３４５６７８９－＋（）")


@dataclass(frozen=True)
class Dirt:
    """How dirty a list is: shares of rows (or entities) that are hurt in each way."""

    rows_per_entity: float = 1.7
    name_typo: float = 0.05
    other_number: float = 0.02
    no_number: float = 0.06
    agency: float = 0.01
    no_person: float = 0.1
    title_only: float = 0.1
    no_address: float = 0.06
    address_typo: float = 0.04
    crowd: float = 0.0


NORMAL = Dirt()
HARD = Dirt(1.7, 0.17, 0.2, 0.17, 0.1, 0.28, 0.12, 0.24, 0.04)


@dataclass(frozen=True)
class Entity:
    """One real company."""

    province: str
    city: str
    brand: str
    trade: str
    form: str
    style: int
    person: str
    numbers: tuple[str, ...]
    district: str
    street: str
    house: int
    building: str
    room: int
    vague: bool = False
    """Half of its rows name no more than the district."""


CrowdMaker = Callable[[random.Random, int], Callable[[random.Random], Entity]]
"""From the number of companies to a maker of companies that are easily taken for each other."""


@dataclass
class DirtyList:
    """The cells (in the order of HEADERS) and the truth of each row."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)
    numbers: list[tuple[str, ...]] = field(default_factory=list)


def make(rows: int, seed: int, dirt: Dirt = NORMAL, crowd: CrowdMaker | None = None) -> DirtyList:
    """A list of so many rows; the same seed gives the same list. `crowd` makes the share `dirt.crowd` of companies."""
    rng = random.Random(seed)
    count = max(1, int(rows / dirt.rows_per_entity))
    agencies = [mobile(rng) for _ in range(max(2, count // 60))]
    in_crowd = crowd(rng, count) if crowd else None
    entities = [
        in_crowd(rng)
        if in_crowd and rng.random() < dirt.crowd
        else _entity(rng, agencies if rng.random() < dirt.agency else ())
        for _ in range(count)
    ]
    made = DirtyList()
    for _ in range(rows):
        number = rng.randrange(count)
        cells, true = _row(rng, entities[number], dirt)
        made.rows.append(cells)
        made.entities.append(number)
        made.numbers.append(true)
    return made


def write_csv(made: DirtyList, path: Path, encoding: str = "utf-8", delimiter: str = ",") -> None:
    """The list as a file."""
    with path.open("w", encoding=encoding, newline="", errors="replace") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(HEADERS)
        writer.writerows(made.rows)


def write_truth(made: DirtyList, path: Path) -> None:
    """Row, entity and numbers of each row as a file."""
    with path.open("w", encoding="utf-8", newline="") as truth:
        out = csv.writer(truth)
        out.writerow(("row", "entity", "numbers"))
        for row, (owner, found) in enumerate(zip(made.entities, made.numbers, strict=True)):
            out.writerow((row, owner, "|".join(found)))


def mobile(rng: random.Random) -> str:
    return rng.choice(MOBILES) + f"{rng.randrange(10**8):08d}"


def landline(rng: random.Random, area: str, size: int) -> str:
    return f"0{area}{rng.choice('2345678')}{rng.randrange(10 ** (size - 1)):0{size - 1}d}"


def _entity(rng: random.Random, agencies: tuple[str, ...] | list[str]) -> Entity:
    province, city, area, size = rng.choice(CITIES)
    kind = rng.random()
    if agencies:
        numbers: tuple[str, ...] = (rng.choice(agencies),)
    elif kind < 0.55:
        numbers = (mobile(rng),)
    elif kind < 0.8:
        numbers = (landline(rng, area, int(size)),)
    elif kind < 0.85:
        numbers = (f"400{rng.randrange(10**7):07d}",)
    else:
        numbers = (mobile(rng), landline(rng, area, int(size)))
    return Entity(
        province, city, "".join(rng.choice(BRAND) for _ in range(rng.choice((2, 2, 3, 3, 4)))), rng.choice(TRADES),
        rng.choice(FORMS), rng.randrange(3),
        rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2)))),
        numbers, rng.choice(DISTRICTS), rng.choice(STREETS), rng.randrange(1, 700), rng.choice(BUILDINGS),
        rng.randrange(1, 25) * 100 + rng.randrange(1, 25),
    )  # fmt: skip


def _row(rng: random.Random, entity: Entity, dirt: Dirt) -> tuple[tuple[str, ...], tuple[str, ...]]:
    cell, true = _number_cell(rng, entity, dirt)
    person = entity.person
    chance = rng.random()
    if chance < dirt.no_person:
        person = ""
    elif chance < dirt.no_person + dirt.title_only:
        person = person[0] + rng.choice(("总", "先生", "女士", "经理", "老板"))
    remark = rng.choice(("", "", "已加微信", "老客户介绍", "3月再联系"))
    cells = (_name(rng, entity, dirt), person, cell, _address(rng, entity, dirt), entity.trade[:2], remark)
    return cells, true


def _number_cell(rng: random.Random, entity: Entity, dirt: Dirt) -> tuple[str, tuple[str, ...]]:
    chance = rng.random()
    if chance < dirt.no_number:
        return _no_number(rng, entity)
    numbers = entity.numbers if rng.random() < 0.8 else entity.numbers[:1]
    if chance < dirt.no_number + dirt.other_number:
        numbers = (mobile(rng),)
    separator = rng.choice(("/", "；", " / ", "、", "，", " ", "\n", "|", " 或 "))
    return separator.join(written(rng, number) for number in numbers), tuple(
        e164(number) for number in numbers
    )


def _no_number(rng: random.Random, entity: Entity) -> tuple[str, tuple[str, ...]]:
    first = entity.numbers[0]
    kind = rng.random()
    if kind < 0.5 or not first.startswith("1"):
        return rng.choice(NOTHING), ()
    if kind < 0.65:
        return f"{float(first):.{rng.choice((2, 4))}E}", ()
    if kind < 0.8:
        return first[: -rng.randrange(1, 4)], ()
    if kind < 0.9:
        return rng.choice(("11", "12", "10")) + first[2:], ()
    return first + str(rng.randrange(10, 99)), ()


def e164(number: str) -> str:
    """National digits as E.164."""
    return "+86" + number.removeprefix("0")


def written(rng: random.Random, number: str) -> str:
    """One of the ways people write a number down."""
    if number.startswith("1"):
        mobile_forms = (
            number, number, number, f"{number[:3]} {number[3:7]} {number[7:]}", f"{number[:3]}-{number[3:7]}-{number[7:]}",
            f"+86-{number}", f"+86 {number}", f"0086{number}", f"86{number}", f"0{number}", number.translate(WIDE),
            f"{number}.0", f"手机：{number}", f"{number}（微信同号）", f"Tel:{number}", f"'{number}", f" {number}\u3000",
        )  # fmt: skip
        return rng.choice(mobile_forms)
    if number.startswith("400"):
        return rng.choice(
            (number, f"{number[:3]}-{number[3:6]}-{number[6:]}", f"{number[:3]}-{number[3:7]}-{number[7:]}")
        )
    area = next(
        c[2] for c in CITIES if number[1:].startswith(c[2]) and len(number) == 1 + len(c[2]) + int(c[3])
    )
    local = number[1 + len(area) :]
    forms = (
        f"0{area}-{local}", f"0{area}-{local}", f"0{area}{local}", f"(0{area}){local}", f"（0{area}）{local}",
        f"0{area} {local}", f"+86 {area} {local}", f"0086-{area}-{local}", f"0{area}--{local}",
        f"0{area}-{local[:4]} {local[4:]}", f"0{area}-{local}".translate(WIDE), f"总机0{area}-{local}",
    )  # fmt: skip
    tails = (
        "",
        "",
        "",
        f"-{rng.randrange(1, 999)}",
        f"转{rng.randrange(1, 9999)}",
        f" 分机{rng.randrange(10, 99)}",
    )
    return rng.choice(forms) + rng.choice(tails)


def _name(rng: random.Random, entity: Entity, dirt: Dirt) -> str:
    style = entity.style if rng.random() < 0.85 else rng.randrange(3)
    form = rng.choice(("", "有限公司", entity.form)) if rng.random() < 0.12 else entity.form
    core = entity.brand + entity.trade
    name = (
        f"{entity.city}{core}{form}",
        f"{entity.city}市{core}{form}",
        f"{core}（{entity.city}）{form}",
    )[style]
    if rng.random() < dirt.name_typo:
        name = _typo(rng, name)
    chance = rng.random()
    if chance < 0.03:
        return name.replace("（", "(").replace("）", ")")
    return f" {name} " if chance < 0.06 else name


def _typo(rng: random.Random, text: str) -> str:
    if len(text) < 4:
        return text
    at, kind = rng.randrange(1, len(text) - 1), rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + rng.choice(BRAND) + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice(BRAND) + text[at:]


def _address(rng: random.Random, entity: Entity, dirt: Dirt) -> str:
    if rng.random() < dirt.no_address:
        return ""
    if entity.vague and rng.random() < 0.5:
        return f"{entity.city}市{entity.district}"
    province = "" if entity.province == entity.city else entity.province + rng.choice(("省", ""))
    street = f"{entity.street}{entity.house}号"
    forms = (
        f"{province}{entity.city}市{entity.district}{street}{entity.building}{entity.room}室",
        f"{province}{entity.city}市{entity.district}{street}{entity.building}{entity.room}",
        f"{entity.city}市{entity.district}{street}{entity.building}{entity.room}号",
        f"{entity.city}{entity.district}{street}",
        f"{entity.district}{street}{entity.building}{entity.room}室",
    )
    address = rng.choice(forms)
    return _typo(rng, address) if rng.random() < dirt.address_typo else address


if __name__ == "__main__":
    target, size, chosen = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    dirty = make(size, chosen, HARD if "hard" in sys.argv[4:] else NORMAL)
    write_csv(dirty, target)
    write_truth(dirty, target.with_suffix(".truth.csv"))
