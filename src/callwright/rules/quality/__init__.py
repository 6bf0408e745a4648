"""Rules of list quality: the gate, the sample it needs, ageing and blind dialing.

Takes: counts of verified rows, ages, shares. Makes: bounds, sample sizes, dates. Gives: numbers with the
source of their parameters. Source of the rules: product §2.6 and §2.7.
"""
