"""Call records of known phone systems, read into the field names of an import of call records.

Takes: bytes as a phone system writes or posts them. Makes: flat rows and the meaning of its result words. Gives:
nothing but what the system said; what is no call record is named, not dropped.
"""
