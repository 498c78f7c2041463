"""One command a file: options, a question, an answer. What a command needs is imported when it runs."""
