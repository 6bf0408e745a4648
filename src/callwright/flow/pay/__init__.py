"""Pay: what each person is paid for a month, line by line, each line with its reason (product §9.4-9.10).

Takes: closed scores, revenue facts, the company's pay plan. Makes: statements, corrections, prizes.
Gives: Statement, StatementClosed; a closed statement never changes, late facts become lines of the open month.
"""
