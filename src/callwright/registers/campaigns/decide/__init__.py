"""Pure decisions of the campaigns register."""
