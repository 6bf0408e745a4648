"""Staff: who works here, where, in which grade and shift.

Takes: the roster a company already keeps (XLSX/CSV), grade decisions, account links.
Makes: departments, teams, people, a grade history with effective dates.
Gives: Person, a resolver from employee number or name, and the row scope of each role.
"""
