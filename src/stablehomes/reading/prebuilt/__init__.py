"""What a wheel carries ready: the shipped data, and the forms of the files without their models."""
