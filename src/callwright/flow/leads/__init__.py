"""Leads: contact × campaign — who may be called, by whom, until when.

Takes: released batches (event ListReleased), contacts, campaigns, staff.
Makes: leads with owner, protection and state, each change of owner with its explanation.
Gives: pages of leads, assignment, claims from the public pool.
"""
