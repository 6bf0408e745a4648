"""What calls were like, measured from the two channels; later also said and checked from the transcript.

Takes: stored recordings (agent and customer on their own channel), a voice activity detector.
Makes: turns per channel and measures that need no transcript (product §6).
Gives: `service.measures_of`, `service.measure_recording`; contracts `Measures`, `Turn`.
"""
