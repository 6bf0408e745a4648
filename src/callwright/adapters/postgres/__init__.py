"""Embedded PostgreSQL: our own launcher over packaged binaries.

Takes: a data folder. Makes: a running server that only its owner can reach. Gives: its address.
"""
