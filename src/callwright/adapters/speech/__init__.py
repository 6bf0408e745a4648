"""Speech: finding who speaks when. Transcription comes beside it."""
