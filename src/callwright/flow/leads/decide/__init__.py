"""Pure decisions of the leads stage."""
