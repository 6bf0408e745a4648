"""Cleaning and matching of dirty lists, in five numbered steps.

Takes: the files of a batch, a column mapping or None, the known contacts (Parquet) or None.
Makes: `rows.arrow` (one line per input row; `rows_file` reads it with the columns that steps before wrote) and
`contacts.arrow` in a work folder, resumable after any kill.
Gives: `pipeline.clean_files`, the shapes in `contracts`, the sentences of rejection codes in `errors`.
"""
