"""Pure decisions of the contacts register."""
