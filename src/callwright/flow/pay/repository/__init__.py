"""The only SQL of the pay stage."""
