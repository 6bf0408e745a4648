"""The only SQL of insights, by subject."""
