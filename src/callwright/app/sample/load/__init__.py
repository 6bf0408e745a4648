"""Loading the sample company through the doors that a user's own files go through.

Takes: the files of the generator. Makes: one import after the other, each in its own transaction.
Gives: ``steps.STEPS``, run by the job ``sample.load``.
"""
