"""Campaigns: target group + product + dialing mode + what counts as an effective contact.

Takes: campaign files (YAML), the catalog's product codes as plain text.
Makes: campaigns that may or may not start.
Gives: Campaign; a campaign without a target definition cannot start (product §2.6).
"""
