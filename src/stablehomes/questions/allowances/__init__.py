"""What an allowance pays, what it was before, and who is due it."""
