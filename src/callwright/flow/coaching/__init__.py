"""Coaching: the agent's own mirror, newcomers, tasks with proof, the guard against burning out, the shared library.

Takes: activity from calls, days from the floor, measures and grades from insights, recordings, goals, staff.
Makes: coaching tasks measured before and after, signs of burning out and what was done, cards and examples.
Gives: MyNumbers, weeks, tasks, curves of staying; a softened list mix to the staff register, where calls reads it.
"""
