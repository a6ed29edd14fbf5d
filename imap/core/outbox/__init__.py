"""Outgoing mail as our own rows.

A mail is written in the transaction of the decision it belongs to and rendered there,
so that a repeat is the same to the letter. The queue only wakes the sender; what nobody
woke is found by the clock. Losing the queue loses nothing.
"""
