"""What every room stands on technically: database, jobs, events, HTTP, sign-in, audit, log, tables, files.

Takes: settings handed in by `app`. Makes: sessions, durable jobs, events. Gives: small typed doors, no business.
"""
