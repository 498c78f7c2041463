"""The door in: every path and stream enters here, and gives content, or a refusal with what to do."""
