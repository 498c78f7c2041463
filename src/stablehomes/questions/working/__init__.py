"""The working behind each number: a tree of steps down to what documents say."""
