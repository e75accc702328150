"""`midcert serve-target`: serve a `py:` target over standard input and output, or over HTTP."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import IO

from midcert.adapter.over_http import serve_http
from midcert.adapter.stdio import reserved_output, serve
from midcert.protocol.handler import TOKEN, Handler, System
from midcert.results.outcomes import ExitCode
from midcert.targets.located import TargetSpecError, factory_at


def run(values: argparse.Namespace) -> int:
    """Serve until standard input ends, or until somebody interrupts."""
    try:
        with reserved_output() as out:
            factory = factory_at(values.target)
            if values.http is not None:
                return _served_over_http(factory, values, out)
            serve(factory, out)
    except TargetSpecError as error:
        return _refused(f"{values.target}: {error}")
    except (BrokenPipeError, KeyboardInterrupt):  # nobody reads its answers any more, or wants any
        return ExitCode.PASSED
    return ExitCode.PASSED


def _served_over_http(factory: Callable[[System], Handler], values: argparse.Namespace, out: IO[str]) -> int:
    token = os.environ.get(TOKEN, "")
    try:
        serve_http(factory, values.http, token, lambda url: print(url, file=out, flush=True), values.address)
    except OSError as error:
        return _refused(f"port {values.http} of {values.address}: {error.strerror}")
    return ExitCode.PASSED


def _refused(reason: str) -> int:
    sys.stderr.write(f"midcert serve-target: {reason}\n")
    return ExitCode.BAD_INPUT
