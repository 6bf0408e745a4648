"""What can go wrong with orders."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class OrderColumnsMissing(CallwrightError):
    """The order file lacks a column that every order needs."""

    status = 422
    code = "orders.columns_missing"
    text = Text(zh="订单表缺少列：{columns}。", en="The order file lacks these columns: {columns}.")


class OrderNotFound(CallwrightError):
    """No such order, or not one the asker may see."""

    status = 404
    code = "orders.not_found"
    text = Text(zh="找不到这个订单。", en="No such order.")
