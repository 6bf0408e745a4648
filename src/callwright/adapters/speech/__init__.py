"""Speech on the own machine: who speaks when (Silero), and what is said (sherpa-onnx or faster-whisper)."""
