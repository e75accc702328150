"""Wires the suite together: the plugins that run it, and the steps its features are made of."""

from midcert.run.layout import plugins

pytest_plugins = plugins()
