"""How long recordings must be kept, and when they go (product §11).

Takes: the called party's country, the line of business, a day. Makes: the least and the usual time of keeping with
their sources. Gives: `formulas.retention`.
"""
