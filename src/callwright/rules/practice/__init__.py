"""Customers to practise with: what each objects to, and what it says. No number of a person is among them."""
