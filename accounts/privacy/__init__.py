"""What a person may see and take back, and how long it is kept."""
