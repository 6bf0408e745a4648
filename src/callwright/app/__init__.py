"""Starts things: api, worker, command line. The only room that knows all the others.

Takes: settings from the environment. Makes: the running product. Gives: the program `callwright`.
"""
