"""Wires the suite together: the plugins that run it, and the steps its features are made of."""

pytest_plugins = [
    "midcert.plugin",
    "midcert.running",
    "steps.commands",
    "steps.download_site",
    "steps.hosts",
    "steps.instance",
    "steps.messages",
    "steps.mid_servers",
    "steps.permits",
    "steps.time",
]
