"""Catalog: the products that are sold.

Takes: the company's product sheet (XLSX/CSV). Makes: products with price, cost, stock and main-push flag.
Gives: Product to campaigns' users, orders, pay and diagnosis.
"""
