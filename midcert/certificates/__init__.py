"""Certificates: what is said of a conformant run in an in-toto statement, sealed, and held against its evidence."""
