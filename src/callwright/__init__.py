"""Callwright 话匠: runs a telesales company and finds out why its team is in trouble."""
