"""Master keys of sealed recordings: a file that only its owner can read, or the environment.

Takes: a key file, or keys in the environment. Makes: wrapped data keys. Gives: nothing of the keys themselves.
"""
