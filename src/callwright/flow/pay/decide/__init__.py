"""Pure decisions: which facts a statement counts, who gets a prize, whose statements may be seen."""
