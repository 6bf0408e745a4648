"""Numbers and formulas that decide money or lawfulness, dated and sourced.

Takes: facts handed in as plain values. Makes: decisions and amounts, each with its reasons. Gives: one folder a topic;
topics share only `engine`.
"""
