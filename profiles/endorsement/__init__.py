"""Submissions to a state, and the state's word on them."""
