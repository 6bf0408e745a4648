"""Pure arithmetic of boards."""
