"""The only SQL of the floor, by what it is about."""
