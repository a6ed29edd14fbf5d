"""What an edition says, frozen: texts with the figures that they quote, and a hash."""
