"""What cleaning knows about numbers, places and words: data with its source, no code (see SOURCES.md)."""
