"""What the benches of calling under load share."""
