"""Pure decisions about recordings: reading WAV bytes, drawing peaks, finding the call of a file."""
