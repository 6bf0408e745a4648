"""Pure decisions: who belongs to a month, what is missing, what was measured, what a review says."""
