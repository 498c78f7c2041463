"""What changed between two states of the data, and which changes go too far."""
