"""Pure decisions of the orders stage."""
