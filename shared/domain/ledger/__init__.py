"""Exports: what became of each match, and what happens to it next.

export, snapshot, change    an entry, what is read with it, what is written at once
decision, reasons           whether and why (not) to send now
unclaimed                   what becomes of what could not be claimed
reading, unanswered         what is looked for at Personio before an attempt is repeated
following                   what became of applicants, and when they are read
settlement, remedies        what an answer of Personio's means for the entry; who can mend it
account, pace, retry, turn  how fast an account may be asked, and when a failure is repeated
retention                   how long what is kept of an export stays
erased, erasure             what is left of an erased person, and what becomes of their exports
sweep, backfill, notice     the sweep's memory, older successes, what a company should hear of
cursor                      where a page of exports ends
"""
