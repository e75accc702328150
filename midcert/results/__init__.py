"""A run as a value: what became of its scenarios, and what that amounts to."""
