"""Dialing as data: which abandonment a country tolerates, what pacing assumes before it has learned (product §4.2).

Takes: a country and a day. Makes: the values in force. Gives: abandonment, values.
"""
