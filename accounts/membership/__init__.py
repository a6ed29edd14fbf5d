"""Access to an i-Map: given, renewed, paused, ended, listed."""
