"""Appraisal: how a measured month becomes a score, a gate and a proposed grade (product §9.3-9.7).

Takes: targets, actual values, grades. Makes: scores, completions, grade reviews. Gives: each with
its explanation.
"""
