"""The only SQL of the scores stage."""
