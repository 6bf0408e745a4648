"""The only SQL of calls: taking records in, reading attempts, counting activity."""
