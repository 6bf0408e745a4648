"""Where files are kept: a folder on disk, by content."""
