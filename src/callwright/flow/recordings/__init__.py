"""Recordings of calls: kept by content, paired with their call, played under log.

Takes: WAV files (agent and customer on their own channel), attempts from `calls`.
Makes: stored recordings, peaks for the player, a report of what could not be paired.
Gives: `service.take_file`, `service.recording_of_attempt`, `service.read_audio`; event `RecordingStored`.
"""
