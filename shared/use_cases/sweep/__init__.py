"""What happens by the clock, every minute.

sweeping     the whole of one sweep, in its order
draining     what is due is sent, every account at its own pace
catching_up  successes are found that no event told of
backfilling  successes before the connection, asked for by the company
pruning      personal data that nothing needs any more is forgotten
"""
