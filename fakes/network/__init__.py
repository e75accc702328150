"""HTTP between parties: the front, and the ways behind it."""
