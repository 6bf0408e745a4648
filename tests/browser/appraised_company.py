"""A company small enough to appraise by hand, with everybody an appraisal needs, and an account for each.

September 2026. Wang sells 90,000 of 100,000 and reaches 8 of 10 new customers' worth of goals by one order each;
Li sells 40,000 of 50,000 and has 90 of 100 in key work. The department reaches 130,000 of 150,000 = 86.67 %.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.browser.account import Account
from tests.browser.product import Product

MONTH = "2026-09"
DEPARTMENT = "华东部"
PEOPLE = (
    ("O01", "周老板", "总部", "老板"),
    ("H01", "陈人事", "人事部", "人力资源"),
    ("F01", "钱财务", "财务部", "财务"),
    ("M01", "孙经理", DEPARTMENT, "销售经理"),
    ("E01", "王一", DEPARTMENT, "电销代表"),
    ("E02", "李二", DEPARTMENT, "电销代表"),
)
SHEETS: dict[str, list[list[object]]] = {
    "名册": [
        ["工号", "姓名", "部门", "角色", "职级", "入职日期"],
        *([*one, "初级", "2026-01-05"] for one in PEOPLE),
    ],
    "订单": [
        ["订单号", "工号", "客户", "产品", "金额", "下单时间", "核验时间"],
        ["A1", "E01", "甲公司", "云呼", 50000, "2026-09-05 10:00", "2026-09-05 15:00"],
        ["A2", "E01", "乙公司", "云呼", 40000, "2026-09-06 10:00", "2026-09-06 15:00"],
        ["B1", "E02", "丙公司", "云呼", 40000, "2026-09-07 10:00", "2026-09-07 15:00"],
    ],
    "岗位说明": [["岗位", "职责"], ["电销代表", "按名单呼出并成交"], ["销售经理", "带部门"]],
    "指标目标": [
        ["月份", "工号", "指标", "权重", "目标值"],
        [MONTH, "E01", "销售额", 80, 100000],
        [MONTH, "E01", "新客户数", 20, 2],
        [MONTH, "E02", "销售额", 60, 50000],
        [MONTH, "E02", "重点工作完成率", 40, 100],
        [MONTH, "M01", "销售额", 100, 150000],
    ],
    "部门目标": [["月份", "部门", "收入目标"], [MONTH, DEPARTMENT, 150000]],
    "实际值": [["月份", "工号", "指标", "实际值"], [MONTH, "E02", "重点工作完成率", 90]],
}


@dataclass(frozen=True)
class Appraised:
    """The filled product and who signs in to it."""

    product: Product
    owner: Account
    hr: Account
    finance: Account
    manager: Account
    wang: Account
    li: Account

    @property
    def address(self) -> str:
        return self.product.address


def appraised(product: Product, folder: Path) -> Appraised:
    """People, orders and goals through the HTTP doors; nobody has acknowledged anything yet."""
    owner = Account.owner_of(product)
    files = {name: _write(folder, name, rows) for name, rows in SHEETS.items()}
    owner.send_files("/api/staff/import", "file", files["名册"])
    owner.send_files("/api/orders/import", "file", files["订单"])
    for name in ("岗位说明", "指标目标", "部门目标", "实际值"):
        report = owner.send_files("/api/goals/import", "file", files[name])
        assert report["rejected"] == 0, report
    tokens = {
        number: product.program.run("staff", "invite", number)["token"]
        for number in ("H01", "F01", "M01", "E01", "E02")
    }
    accounts = {number: Account.by_link(product, token) for number, token in tokens.items()}
    return Appraised(
        product, owner, accounts["H01"], accounts["F01"], accounts["M01"], accounts["E01"], accounts["E02"]
    )


def _write(folder: Path, name: str, rows: list[list[object]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
