"""Diagnosis: what goes wrong in the team, with evidence, what it costs, who can act and how.

Takes: days from the floor, calls, orders, lists, leads, goals, staff.
Makes: findings of a month, ordered by what they cost, kept per run.
Gives: findings to the home page of owner and manager.
"""
