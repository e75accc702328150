"""A run as a value: what became of its scenarios, what that amounts to, and how it is written and read."""
