"""The dated numbers of coaching: goals of a day, the probability panel (product §5, §7).

Takes: a day. Makes: the values in force. Gives: CoachingParameters.
"""
