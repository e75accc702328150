"""What can be wrong with a server, and what a host can refuse."""
