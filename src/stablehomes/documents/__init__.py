"""From an answer to what is printed of it; one file an answer."""
