"""Signing in: how allauth behaves here, second steps, sessions and devices."""
