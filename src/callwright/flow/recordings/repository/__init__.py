"""The only SQL of recordings, one file per matter."""
