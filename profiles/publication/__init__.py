"""Publish what a state has had before it: a snapshot, its pages and its files."""
