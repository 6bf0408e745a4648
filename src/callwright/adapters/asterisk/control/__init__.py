"""Talking to a running Asterisk: requests, events, and what they mean in the words of the port."""
