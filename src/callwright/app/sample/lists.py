"""The dirty lists of three sources, in three forms, with the truth of every line."""

from __future__ import annotations

import random
from dataclasses import dataclass

from callwright.app.sample.chance import dice
from callwright.app.sample.plan import Plan
from callwright.app.sample.prospects import Numbers, Prospect, prospect
from callwright.app.sample.wordlists import EAST, SOUTH

GOOD, BAD, FAIR = "启信企业名录", "速达数据", "长三角办公展"


@dataclass(frozen=True)
class ListRow:
    """One line of a list file: the cells as delivered, and who it really is (None: no usable number)."""

    cells: tuple[str, ...]
    truth: Prospect | None

    @property
    def fault(self) -> str:
        """Why a check finds this line bad; "" = good."""
        return self.truth.fault if self.truth else "空号"


@dataclass(frozen=True)
class SupplierList:
    """One file of one source. ``form`` = xlsx, gb18030 or utf8; ``price`` in yuan for the whole file."""

    source: str
    file_name: str
    form: str
    campaign: str
    title: str
    header: tuple[str, ...]
    rows: tuple[ListRow, ...]
    price: int
    consent: str

    @property
    def reachable(self) -> list[Prospect]:
        """The companies behind the lines, each once, in file order; the bad ones too."""
        return list({row.truth.mobile: row.truth for row in self.rows if row.truth}.values())


def supplier_lists(plan: Plan, numbers: Numbers) -> list[SupplierList]:
    """The good, the fair and the bad list."""
    return [_good(plan, numbers), _fair(plan, numbers), _bad(plan, numbers)]


def _good(plan: Plan, numbers: Numbers) -> SupplierList:
    """XLSX with two phone columns; 3 % bad entries, some repeated companies, a few lines without a number."""
    chance = dice(plan.seed, "good list")
    known = [prospect(chance, numbers, EAST, fault_share=0.03) for _ in range(1_080)]
    rows = [ListRow(_good_cells(one, one.mobile, one.landline), one) for one in known]
    for one in chance.sample(known, 55):  # the same company again, written another way
        again = one.company.replace("有限公司", "有限责任公司").replace("股份有限责任", "股份有限")
        rows.append(
            ListRow(_good_cells(one, f"+86 {one.mobile[:3]} {one.mobile[3:7]} {one.mobile[7:]}", ""), one)
        )
        rows[-1] = ListRow((again, *rows[-1].cells[1:]), one)
    rows += [
        ListRow((f"{one.city}{one.company[-6:]}", one.person, "", "", "", one.city, "", "无电话"), None)
        for one in chance.sample(known, 15)
    ]
    chance.shuffle(rows)
    header = ("客户名称", "联系人", "手机", "固定电话", "行业", "城市", "地址", "备注")
    return SupplierList(
        GOOD,
        "启信-华东企业-办公采购.xlsx",
        "xlsx",
        "attendance-east",
        "",
        header,
        tuple(rows),
        5_400,
        "供应商书面授权",
    )


def _good_cells(one: Prospect, mobile: str, landline: str) -> tuple[str, ...]:
    return (one.company, one.person, mobile, landline, one.industry, one.city, one.address, "")


def _fair(plan: Plan, numbers: Numbers) -> SupplierList:
    """UTF-8 CSV from an exhibition: numbers in one cell, people's own spellings."""
    chance = dice(plan.seed, "fair list")
    rows = []
    for _ in range(420):
        one = prospect(chance, numbers, EAST, fault_share=0.045)
        phones = one.mobile if not one.landline else f"{one.mobile}/{one.landline}"
        if chance.random() < 0.15:
            phones = f"0086-{phones}"
        remark = chance.choice(("", "", "对考勤机有兴趣", "想看净水机", "要报价"))
        rows.append(ListRow((one.company, one.person, phones, one.industry, one.address, remark), one))
    header = ("公司名称", "姓名", "联系电话", "行业", "公司地址", "关注产品")
    return SupplierList(
        FAIR, "办公展登记表.csv", "utf8", "attendance-east", "", header, tuple(rows), 3_000, "展位登记时同意"
    )


def _bad(plan: Plan, numbers: Numbers) -> SupplierList:
    """GB18030 CSV with a title row: counted-up numbers, doubles, junk, and many entries that are wrong."""
    chance = dice(plan.seed, "bad list")
    bought = [prospect(chance, numbers, SOUTH, fault_share=0.34) for _ in range(560)]
    counted = [
        prospect(chance, numbers, SOUTH, fault_share=0.62, mobile=number)
        for length in (90, 70, 60, 50)
        for number in numbers.run(length)
    ]
    rows = [_bad_row(chance, one, one.mobile) for one in [*bought, *counted]]
    rows += [_bad_row(chance, one, one.mobile) for one in chance.sample(bought, 120)]
    junk = ("1.38E+10", "无", "12345678", "1380013", "见备注", "00000000000", "10255512345", "1385551234567")
    rows += [
        ListRow(
            (prospect(chance, numbers, SOUTH, fault_share=0).company, chance.choice(junk), "", "网络采集"),
            None,
        )
        for _ in range(110)
    ]
    head, tail = rows[: len(bought)], rows[len(bought) + len(counted) :]
    mixed = [*head, *tail]
    chance.shuffle(mixed)
    ordered = [*mixed[:300], *rows[len(bought) : len(bought) + len(counted)], *mixed[300:]]
    title = "速达数据 —— 华南企业采购负责人名录（精准）"
    header = ("公司", "电话", "地址", "来源")
    return SupplierList(
        BAD, "速达-华南名录.csv", "gb18030", "attendance-south", title, header, tuple(ordered), 980, "无"
    )


def _bad_row(chance: random.Random, one: Prospect, number: str) -> ListRow:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    dirty = number.translate(wide) if chance.random() < 0.1 else number
    if chance.random() < 0.1:
        dirty = f"{number[:3]}-{number[3:7]}-{number[7:]}"
    return ListRow((one.company, dirty, one.address if chance.random() < 0.6 else "", "网络采集"), one)
