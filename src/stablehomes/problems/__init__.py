"""What can be wrong, as values that have a place and as exceptions that have advice."""
