"""The letters that reach an i-Map's mailbox: read, threaded, answered in one place.

Nothing in the mailbox is deleted, moved or marked as read: it stays the original, and
the portal's letters are copies.
"""
