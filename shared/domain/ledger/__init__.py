"""Exports: what became of each match, and what happens to it next.

export, snapshot, change    an entry, what is read with it, what is written at once
decision, reasons           whether and why (not) to send now
settlement, remedies, retry    what an answer of Personio's means; who can mend it; when it is repeated
account, pace, turn         how fast an account may be asked, and when
sweep, backfill, notice, cursor    the sweep's memory, older successes, what to tell, pages of exports
"""
