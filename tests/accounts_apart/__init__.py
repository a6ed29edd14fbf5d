"""Apart from tests/accounts, whose states and organisations stand in one transaction.

What commits, races or migrates empties the tables afterwards, which cannot be inside.
"""
