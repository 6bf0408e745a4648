"""The dated numbers of the floor: wrap-up, breaks, phones that fall silent (product §4.3).

Takes: a day. Makes: the values in force. Gives: FloorParameters.
"""
