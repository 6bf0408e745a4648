"""Papers as PDF, with an embedded Chinese font.

Takes: a closed statement. Makes: a PDF that prints the same everywhere. Gives: the printer behind `flow/pay/ports`.
"""
