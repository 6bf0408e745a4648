"""Pure decisions about speech: who has the turn, and what the turns say about a call."""
