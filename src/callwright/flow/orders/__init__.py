"""Orders: interested → order → warehouse → accounting → shipping → after-sales; returns and cancellations.

Takes: order files, staff, catalog. Makes: orders and append-only dated facts about them.
Gives: revenue facts for scores and pay, orders that a department blocks for diagnosis.
"""
