"""Stage lists: raw files become cleaned, matched and judged batches.

Takes: files of any source, verification results, call outcomes. Makes: batches whose every row is accepted, merged or
rejected; contacts in the register; a measured accuracy. Gives: ListReleased, once a batch passed the gate (product §2).
"""
