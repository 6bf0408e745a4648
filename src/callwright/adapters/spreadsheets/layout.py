"""Where the header is: below title rows and merged headers, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from callwright.adapters.spreadsheets.contracts import Layout, Record

HEADER_WITHIN = 20
"""Records looked at for the header."""
MAX_HEADER_CELL = 40

HEADER_WORDS = re.compile(
    r"^(?:序号|编号|行号|no\.?|id|.*(?:名称|姓名|联系人|电话|手机|号码|座机|传真|地址|行业|备注|来源|日期|时间|状态|"
    r"工号|部门|小组|角色|职级|岗位|职责|市场|金额|数量|产品|订单|毛利|单价|成本|库存|编码|月份|季度|指标|权重|目标值?|实际值|"
    r"坐席|方向|结果|录音|活动|流水号|主叫|被叫|原因|区号|邮箱|邮编|网址|省份?|城市|区县|客户|公司|企业|单位|称呼|职位|职务|"
    r"name|phone|mobile|tel|telephone|cell|fax|email|address|company|contact|industry|remark|note|notes|source|date|"
    r"time|start|end|state|status|agent|number|direction|outcome|amount|product|order|person|city|province|"
    r"district|region|title|department|team|role|grade|month|indicator|weight|target))$",
    re.IGNORECASE,
)
DATA_CELL = re.compile(
    r"\d{5,}|\d[\d\s().-]{6,}|@|(?:.{3}(?:公司|集团|事务所)|合伙）|合伙\))$|.(?:路|街|大道|巷).*\d|^\d+(?:[.:/-]\d+)*%?$|省.+[市区县]"
)


def layout_of(sample: Sequence[Record]) -> Layout:
    """Find header and columns in the first records of a table; records without cells are passed over."""
    filled = [(line, cells) for line, cells in sample if any(cell.strip() for cell in cells)]
    width = _usual_width(filled)
    widest = max((_width(cells) for _, cells in filled), default=0)
    for position, (line, cells) in enumerate(filled[:HEADER_WITHIN]):
        if _is_header(cells, [cells for _, cells in filled[position + 1 :]], width):
            return Layout(column_names(cells, max(widest, _width(cells))), line)
    return Layout(column_names([], widest), 0)


def column_names(header: Sequence[str], width: int) -> list[str]:
    """Unique names: the header's words on one line; `column_3` where there is none; `电话 (2)` for a second."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for position in range(width):
        cell = header[position] if position < len(header) else ""
        name = " ".join(cell.replace("\ufeff", "").split())[:200] or f"column_{position + 1}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _usual_width(filled: Sequence[Record]) -> int:
    widths = Counter(sum(1 for cell in cells if cell.strip()) for _, cells in filled)
    return max(widths.items(), key=lambda item: (item[1], item[0]))[0] if widths else 0


def _width(cells: Sequence[str]) -> int:
    return max((position for position, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _is_header(cells: Sequence[str], below: Sequence[Sequence[str]], width: int) -> bool:
    """Short words, different from each other, none like data; known header words, or unlike what stands below."""
    words = [cell.strip() for cell in cells if cell.strip()]
    if len(words) * 10 < width * 6 or any(
        len(word) > MAX_HEADER_CELL or DATA_CELL.search(word) for word in words
    ):
        return False
    known = sum(1 for word in words if HEADER_WORDS.match(re.sub(r"[\s*_：:()（）\d]+", "", word)))
    if known and known * 4 >= len(words):
        return True
    if known == 0 and len(set(words)) < len(words):
        return False
    return _unlike_below(cells, below)


def _unlike_below(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Some column below is mostly data of a plain kind (numbers, companies, addresses) while its head is a word."""
    for position, cell in enumerate(cells):
        column = [row[position].strip() for row in below if position < len(row) and row[position].strip()]
        if (
            cell.strip()
            and column
            and sum(1 for value in column if DATA_CELL.search(value)) * 10 >= len(column) * 6
        ):
            return True
    return False
