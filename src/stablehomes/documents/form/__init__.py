"""What a document is made of: tables, pictures, notes; it knows nothing of what they are about."""
