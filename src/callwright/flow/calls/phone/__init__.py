"""The dialer: where the events of a telephone switch enter, and where orders to it leave.

Takes: events of the switch, commands of people, running campaigns. Makes: one transaction per event, effects on the
switch after it. Gives: `dialer.Dialer`, run by `app/dialer`.
"""
