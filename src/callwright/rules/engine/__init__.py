"""How rules are written down: dated numbers, scales, explanations, cases.

Takes: YAML beside the formulas of a topic. Makes: values at a date, amounts with reasons. Gives: the form
that every topic of `rules/` shares; it knows no topic.
"""
