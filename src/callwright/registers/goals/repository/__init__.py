"""The only SQL of the goals register."""
