"""What every stage stands on; registers do not know each other.

Takes: rosters, products, campaigns, goals. Makes: the company's standing facts. Gives: doors per register.
"""
