"""Spreadsheets and text tables of any make.

Takes: a file as people send it (CSV, TSV, XLSX, XLS, ODS, JSON lines, pasted text; UTF-8, UTF-16, GB18030, Big5).
Makes: `Table` for small imports (`SpreadsheetReader`), an all-text Arrow file for lists (`SpreadsheetStager`).
Gives: a clear refusal (`errors`) when the file is not a table, is dangerous, or cannot be read.
"""
