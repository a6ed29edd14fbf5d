"""Letters that name people: read, tried, entered."""
