"""Read models for screens; writes nothing upstream.

Takes: the doors of every stage. Makes: nothing. Gives: how far the company has come, for the home page.
"""
