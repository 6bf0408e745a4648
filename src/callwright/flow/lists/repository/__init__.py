"""The SQL of the lists stage, by subject."""
