"""A living sample company, made by a deterministic generator, loaded like a user's files.

Takes: a seed and a reference date. Makes: dirty lists, call records, floor states, recordings, orders, goals.
Gives: ``company.invent`` (the data), ``files.write_files`` (the files), the job ``sample.load``.
"""
