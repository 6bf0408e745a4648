"""The dated numbers of orders: time limits of the departments, shared credit (product §8, §4.1).

Takes: a day. Makes: the values in force. Gives: OrderParameters.
"""
