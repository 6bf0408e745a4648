"""Markets: where is sold, of which type, and what is known about it.

Takes: markets named by people, notes with sources. Makes: markets with a type and dated notes.
Gives: Market and its notes per quarter to goals' users and diagnosis.
"""
