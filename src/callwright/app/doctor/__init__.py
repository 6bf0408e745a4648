"""Truths about the data that must hold at every moment; run by `callwright doctor` and every 15 minutes.

Takes: the database. Makes: nothing. Gives: each invariant with the rows that break it.
"""
