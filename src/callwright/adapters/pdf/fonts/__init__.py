"""Fonts that are embedded in papers."""
