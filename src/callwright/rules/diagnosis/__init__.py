"""The dated thresholds and weights of the diagnosis (product §10).

Takes: a day. Makes: the values in force. Gives: DiagnosisParameters.
"""
