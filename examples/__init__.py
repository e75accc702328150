"""Targets to begin with."""
