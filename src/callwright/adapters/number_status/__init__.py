"""Number-status services (空号检测): whether a number is alive.

Takes: a service's answer. Makes: a status word per number, as it came. Gives: nothing but what the service said.
"""
