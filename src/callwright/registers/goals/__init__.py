"""Goals: what each person, department and the company agreed to reach, before anything is appraised (product §9.1).

Takes: goal workbooks and a way to find people. Makes: targets, role descriptions, acknowledgements, entered actual
values. Gives: the cycle of a month; a closed month never changes.
"""
