"""The audit log: one hash chain per i-Map (and one for the platform).

An event is written in the transaction of the step it tells of. The chain's head is
locked last in that transaction, so that steps wait for each other as briefly as can be.
"""
