"""What an announcement is made of, found by name; it knows nothing of files, answers or printing."""
