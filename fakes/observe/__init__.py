"""How a journal is read and asked."""
