"""Attempts and calls: today imported from the records of any phone system, later dialed by ourselves.

Takes: call records (CSV, XLSX) with a mapping, people from `registers/staff`, contacts, campaigns.
Makes: attempts with talk time and outcome, phases pushed down to `floor`, refusals written to
`registers/contacts`. Gives: `service.import_call_records`, `service.activity`, `service.attempts_page`;
event `CallRecordsImported`.
"""
