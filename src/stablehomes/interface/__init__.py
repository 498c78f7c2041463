"""What scripts ask beside the questions themselves, and how a notebook shows an answer."""
