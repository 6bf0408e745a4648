"""The SQL of the leads stage, by subject."""
