"""Runs pytest on the features, wherever they are installed."""

import pytest

from midcert.run.layout import ROOT, configuration, plugins


def run_pytest(plugin: object, *arguments: str) -> int:
    """Run pytest as the suite wants it; pytest's own exit code.

    Args:
        plugin: Is told of what happens, as any plugin of pytest.
        arguments: Further words of pytest's command line.
    """
    own = ["-c", str(configuration()), "--rootdir", str(ROOT), "-o", "pythonpath="]
    own += ["--noconftest", "-p", "no:cacheprovider"]
    steps = (word for name in plugins() for word in ("-p", name))
    return int(pytest.main([*own, *steps, *arguments], plugins=[plugin]))
