"""Asterisk as the telephone switch: fetched, configured, started and driven over its REST interface.

Takes: a folder, trunks, orders through the port `flow/calls/ports.Switch`. Makes: a running switch with recordings.
Gives: `AsteriskSwitch` and, for trying out, simulated customers on a test trunk.
"""
