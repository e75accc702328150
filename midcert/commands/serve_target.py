"""`midcert serve-target`: serve a `py:` target over standard input and output, or over HTTP."""

import argparse
import os
import sys

from midcert.adapter.over_http import serve_http
from midcert.adapter.stdio import reserved_output, serve
from midcert.protocol.handler import TOKEN
from midcert.results.outcomes import ExitCode
from midcert.targets.located import TargetSpecError, factory_at


def run(values: argparse.Namespace) -> int:
    """Serve until standard input ends, or until somebody interrupts."""
    with reserved_output() as out:
        try:
            factory = factory_at(values.target)
            if values.http is None:
                serve(factory, out)
            else:
                token = os.environ.get(TOKEN, "")
                serve_http(factory, values.http, token, lambda url: print(url, file=out, flush=True), values.address)
        except TargetSpecError as error:
            return _refused(f"{values.target}: {error}")
        except OSError as error:
            return _refused(f"port {values.http} of {values.address}: {error.strerror}")
        except KeyboardInterrupt:
            return ExitCode.PASSED
    return ExitCode.PASSED


def _refused(reason: str) -> int:
    sys.stderr.write(f"midcert serve-target: {reason}\n")
    return ExitCode.BAD_INPUT
