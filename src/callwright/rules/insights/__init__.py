"""What is looked for in a call: checks with evidence and a better wording (product §6).

Takes: what was said, by whom and when, and the checks in force on a day. Makes: hits with the sentence, its time and a
better wording. Gives: `shipped.checks`, `judging.judge`, `labelled.utterances`, `accuracy.accuracy`.
"""
