"""Scores: indicators measured against agreed targets, month by month; completions, gates, grade reviews (product §9).

Takes: goals, people, revenue facts, call activity, entered values. Makes: closed months, grade proposals.
Gives: PersonScore, DepartmentResult, ScoresClosed; a closed month never changes.
"""
