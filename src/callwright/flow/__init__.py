"""The stages, in the order the data moves; a stage imports only earlier ones.

Takes: lists, call records, recordings, orders. Makes: leads, figures, scores, pay, findings. Gives: doors per stage.
"""
