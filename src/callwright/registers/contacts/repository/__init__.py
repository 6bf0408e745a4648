"""The SQL of the contacts register, by subject."""
