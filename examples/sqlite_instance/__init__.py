"""An instance on SQLite that owes nothing to the reference: written from the pages in docs/ alone."""
