"""Pure decisions of the floor: reading state rows, laying out a day, counting where the time went."""
