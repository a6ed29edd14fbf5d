"""Flows: what goes between a state of the i-Map and the others, in data and words."""
