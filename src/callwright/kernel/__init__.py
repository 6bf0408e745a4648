"""Words: the small pure types every room speaks.

Takes: nothing. Makes: values. Gives: Text, Money, Month, CompanyCalendar, PhoneNumber, ids, clocks, error base.
"""
