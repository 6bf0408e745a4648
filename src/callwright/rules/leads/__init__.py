"""The dated numbers of leads: protection, caps, the public pool (product §3).

Takes: a day. Makes: the values in force. Gives: LeadParameters.
"""
