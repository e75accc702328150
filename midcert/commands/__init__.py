"""The `midcert` command."""
