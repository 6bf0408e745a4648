"""Where cleaning and matching run: in this process, or spread over a Ray cluster."""
