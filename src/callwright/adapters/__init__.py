"""The outside world, one folder each. An adapter implements a port and is chosen in `app/wiring`."""
