"""Asterisk's configuration files, written from typed facts; people never edit them."""
