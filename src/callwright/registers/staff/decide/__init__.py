"""Pure decisions of the staff register."""
