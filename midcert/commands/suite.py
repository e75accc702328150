"""Runs pytest on the features, wherever they are installed."""

import contextlib
import io

import pytest

from midcert.rules.rule_sets import DRAFT
from midcert.run.layout import FEATURES, ROOT, configuration, plugins

AS_IT_IS = ("-W", "ignore", "-p", "no:unraisableexception", "-p", "no:threadexception")
"""What Python warns of in a target of this process, or only prints, is no fault, as it is none elsewhere."""


def run_pytest(plugin: object, *arguments: str) -> int:
    """Run pytest as the suite wants it; pytest's own exit code.

    Args:
        plugin: Is told of what happens, as any plugin of pytest.
        arguments: Further words of pytest's command line.
    """
    own = ["-c", str(configuration()), "--rootdir", str(ROOT), "-o", "pythonpath="]
    own += ["--noconftest", "-p", "no:cacheprovider", *AS_IT_IS]
    steps = (word for name in plugins() for word in ("-p", name))
    return int(pytest.main([*own, *steps, *arguments], plugins=[plugin]))


def collect(plugin: object) -> str:
    """Let a plugin of pytest see the suite, without a run; what pytest says where that cannot be collected."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        ended = run_pytest(plugin, "--collect-only", "-q", f"--rule-set={DRAFT}", str(FEATURES))
    return said.getvalue() if ended else ""
