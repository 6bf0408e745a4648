"""Why a file is refused. Each says what to do; codes are those of the port `platform.tables.TableReader`."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class TableError(CallwrightError):
    """A file that cannot be read as a table; nothing of it was used."""

    status = 422
    code = "tables.broken"
    text = Text("文件无法读取。", "The file cannot be read.")


class EmptyTable(TableError):
    """No row with content."""

    code = "tables.empty"
    text = Text(
        "文件“{name}”里没有数据行。请检查是否选错了文件或工作表。",
        "“{name}” has no data rows. Check that it is the right file and sheet.",
    )


class NotATable(TableError):
    """A picture, a PDF, a program, an archive: whatever its name says."""

    code = "tables.not_a_table"
    text = Text(
        "文件“{name}”不是表格，内容是{kind}。请另存为 CSV 或 XLSX 后再导入。",
        "“{name}” is not a table but {kind}. Save it as CSV or XLSX and import that.",
    )


class NulBytes(NotATable):
    """Text with NUL bytes: damaged while copying, or binary."""

    code = "tables.not_a_table"
    text = Text(
        "文件“{name}”含有空字符（NUL），可能已损坏或不是文本。请从原系统重新导出。",
        "“{name}” contains NUL bytes: it is damaged or not text. Export it again from its system.",
    )


class TooManyColumns(TableError):
    """More columns than any table of people has."""

    code = "tables.too_many_columns"
    text = Text(
        "文件“{name}”有 {columns} 列，最多 {limit} 列。请删去无关的列。",
        "“{name}” has {columns} columns, at most {limit} are read. Remove the ones you do not need.",
    )


class TooLarge(TableError):
    """Unpacks to more than can be read, or is built to."""

    code = "tables.too_large"
    text = Text(
        "文件“{name}”过大或被异常压缩（{reason}）。请拆分后再导入。",
        "“{name}” is too large or packed abnormally ({reason}). Split it and import the parts.",
    )


class CellTooLarge(TableError):
    """One cell beyond what a spreadsheet itself can hold."""

    code = "tables.cell_too_large"
    text = Text(
        "文件“{name}”第 {line} 行有一个单元格超过 {limit} 个字符。请检查该行的引号或内容。",
        "Line {line} of “{name}” has a cell of more than {limit} characters. Check its quotes or content.",
    )


class UnknownEncoding(TableError):
    """Neither UTF-8, UTF-16, GB18030 nor Big5."""

    code = "tables.unknown_encoding"
    text = Text(
        "无法识别文件“{name}”的编码。请另存为 UTF-8 或 XLSX。",
        "The encoding of “{name}” is not recognised. Save it as UTF-8 or XLSX.",
    )


class BrokenTable(TableError):
    """A damaged or encrypted workbook, or broken JSON lines."""

    code = "tables.broken"
    text = Text(
        "文件“{name}”已损坏、加密或不完整：{reason}。",
        "“{name}” is damaged, encrypted or incomplete: {reason}.",
    )


class UnknownSheet(TableError):
    """The asked sheet is not in the workbook."""

    code = "tables.unknown_sheet"
    text = Text(
        "文件“{name}”里没有工作表“{sheet}”，只有：{sheets}。",
        "“{name}” has no sheet “{sheet}”, only: {sheets}.",
    )
