"""The sample company's calls, spoken by a small synthesiser on the user's own machine.

Takes: the dialogs of ``script.yaml``. Makes: stereo WAV files, left = agent, right = customer, 8 kHz, 16 bit.
Gives: ``studio.record_calls`` and the truth of every turn beside each file. No audio is ever shipped.
"""
