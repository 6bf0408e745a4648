"""What a word in the result column of a verification worklist means."""

from __future__ import annotations

import unicodedata

from callwright.flow.lists.contracts import Verdict

_WORDS: dict[Verdict, str] = {
    "good": "good ok valid accurate yes y 1 true 有效 准确 正确 正常 实号 活跃 是",
    "invalid_number": "bad invalid invalid_number no n 0 false 无效 空号 错误 否 号码错误 非法号码",
    "unreachable": "unreachable switched_off 关机 停机 无法接通 打不通 欠费 沉默号 风险号 无人接听 不在服务区",
    "wrong_entity": "wrong wrong_entity wrong_party 错号 错人 非本人 非本公司 号主不符 换人",
    "outside_target": "outside outside_target off_target 非目标 非目标客户 不符合 行业不符 地区不符",
}
_PENDING = {"", "未核验", "待核验", "pending", "unknown", "未知"}
_BY_WORD = {word: verdict for verdict, words in _WORDS.items() for word in words.split()}


def verdict_of(word: str) -> Verdict | None:
    """The verdict a word stands for; None when the row is not verified yet; ValueError for an unknown word."""
    form = unicodedata.normalize("NFKC", word).strip().lower().replace(" ", "_")
    form = form.rstrip("。.!") if form not in _BY_WORD else form
    if form in _PENDING:
        return None
    try:
        return _BY_WORD[form]
    except KeyError:
        raise ValueError(word) from None
