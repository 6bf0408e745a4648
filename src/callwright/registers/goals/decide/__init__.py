"""Pure decisions: what the cells of a goal workbook say, and which sets of goals can be used."""
