"""Register of contacts: who can be called, under which numbers, and who must never be called again.

Takes: cleaned contacts from lists, refusals from calls. Makes: contacts with numbers and their history.
Gives: contacts, the known set for matching, the refusal ledger (final: product §2.5).
"""
