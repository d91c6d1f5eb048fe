"""What happens by the clock, every five minutes.

sweeping     the whole of one sweep, in its order
asking       turns that nobody asked for, or that did not come
catching_up  recent successes are found that no event told of
nightly      all others are, company by company, where their number says that one was missed
backfilling  successes before the connection, asked for by the company, paged in its account's turns
missing      profiles that are gone, of which no event told: who was missing two nights is erased
pruning      personal data that nothing needs any more is forgotten
"""
