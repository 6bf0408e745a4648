"""Pure decisions of the lists stage."""
