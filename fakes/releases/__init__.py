"""Builds, their signed packages, and the site that has them."""
