"""Codes of rows that were merged or rejected, each with the sentence a person reads (product §2.3)."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text

ROW_CODES: dict[str, Text] = {
    "duplicate_in_batch": Text(
        "与本批次第 {row} 行是同一客户，已合并。", "Same contact as row {row} of this batch; merged."
    ),
    "known_contact": Text(
        "该客户已存在，已合并到已有客户。", "This contact is already known; merged into it."
    ),
    "number_missing": Text("没有填写号码。", "There is no number."),
    "number_junk": Text("号码是占位的假号码。", "The number is a placeholder."),
    "number_too_short": Text("号码位数不足。", "The number has too few digits."),
    "number_too_long": Text("号码位数过多。", "The number has too many digits."),
    "number_without_area_code": Text("固定电话缺少区号。", "The landline number lacks its area code."),
    "number_impossible": Text(
        "号码不可能存在（号段或区号无效）。", "No such number can exist (prefix or area code)."
    ),
    "number_lost_digits": Text(
        "号码在表格软件中变成科学计数法（如 1.38E+10），后面的数字已丢失。请从原始数据重新导出。",
        "A spreadsheet turned the number into 1.38E+10 and lost its digits. Export it again as text.",
    ),
    "nothing_usable": Text("这一行没有可用的内容。", "Nothing in this row can be used."),
    "cell_too_large": Text(
        "有单元格超过 32767 个字符，该行未使用。", "A cell has more than 32,767 characters."
    ),
}


class NoColumnFound(CallwrightError):
    """A mapping names a column that the file does not have."""

    status = 422
    code = "lists.no_such_column"
    text = Text(
        "文件“{file}”里没有列“{column}”，只有：{columns}。",
        "“{file}” has no column “{column}”, only: {columns}.",
    )


LEAST_TO_LEARN_FROM = 200
"""Companies with several rows below which shares cannot be counted."""


class NothingToLearnFrom(CallwrightError):
    """Too few companies with several rows to count how often their rows agree."""

    status = 422
    code = "lists.nothing_to_learn_from"
    text = Text(
        "只有 {companies} 家公司有多行数据，至少需要 {least} 家才能训练匹配模型。",
        "Only {companies} companies have several rows; training a matching model takes at least {least}.",
    )
