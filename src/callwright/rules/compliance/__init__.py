"""Law as data: when a person may be called (product §11).

Takes: the country and the clock at the called party's place. Makes: a yes or a no with the rule. Gives: formulas.
"""
