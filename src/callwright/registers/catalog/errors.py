"""What can go wrong in the catalog."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class ProductColumnsMissing(CallwrightError):
    """The product sheet lacks a column that every product needs."""

    status = 422
    code = "catalog.columns_missing"
    text = Text(zh="产品表缺少列：{columns}。", en="The product sheet lacks these columns: {columns}.")


class ProductNotFound(CallwrightError):
    """No product with this code."""

    status = 404
    code = "catalog.product_not_found"
    text = Text(zh="没有编码为“{product}”的产品。", en="No product with the code “{product}”.")
