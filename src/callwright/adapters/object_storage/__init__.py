"""Recordings in S3-compatible object storage.

Takes: an address, a bucket and its keys from the settings. Makes: objects, one a recording. Gives: ranges of them.
"""
