"""Pay: how goals met, orders delivered and a company's plan become statement lines (product §9.4-9.8).

Takes: facts of a person's month, a pay plan. Makes: statement lines. Gives: each with its explanation.
"""
