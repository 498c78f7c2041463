"""The engines that count people: each its own file and the only user of its library."""
