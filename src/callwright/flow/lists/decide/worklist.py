"""The columns of a verification worklist, as they are written and as they are read back."""

from __future__ import annotations

HEADERS = ("row", "公司", "联系人", "城市", "号码", "结果", "备注")
NUMBERS = HEADERS.index("号码")
FIELDS = {
    "row": ("row", "行", "行号", "名单行"),
    "result": ("result", "结果", "核验结果", "verdict", "状态"),
    "remark": ("remark", "备注", "说明"),
}
