"""Pure decisions about call records: what a mapping means, what a row says, the ladder."""
