"""The pytest plugin that runs scenarios against a target."""
