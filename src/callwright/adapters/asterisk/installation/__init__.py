"""Fetching Asterisk and SIPp as an ordinary user: the archive's packages, unpacked beside the data, not installed."""
