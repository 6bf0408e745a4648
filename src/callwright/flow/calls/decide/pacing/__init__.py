"""How many calls to launch now: the pacing of progressive and predictive campaigns (product §4.2).

Takes: who is free and who soon will be, what is in flight, what the company's own calls taught, the budget of abandoned
calls. Makes: a number of calls and the reason. Gives: `pacer.Pacer`, the one class that drives both the dialer and the
simulation (`bench/pacing`), `situation.Situation`, `decision.PacingDecision`, `budget.checked_budget`,
`interrupting.may_interrupt`. What was measured: docs/reference/pacing.md.
"""
