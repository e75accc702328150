"""Messages that the documentation prescribes, as regular expressions for the places in which they are recorded.

A rule's pattern is the body of the expression. It may name `{instance_url}` and `{account}`, which stand for the run's
own values. What may stand before and after the message is the same for all rules: much in the log, whose lines have no
documented format, and little in an issue.
"""

import functools
import re
from collections.abc import Mapping

PLACEHOLDERS = ("instance_url", "account")

_PLACEHOLDER = re.compile(r"(?<!\\)\{([A-Za-z_]\w*)\}")
_END = r"(?=\s*$|[.:;,]\s|[.:;,]$|\s+[(\[])"
_ISSUE = r"^(?:[^\n]*?: )?(?P<text>{body})" + _END
_LOG = r"(?<!\w)(?P<text>{body})(?!\w)"


@functools.lru_cache(maxsize=1024)
def issue_pattern(pattern: str, **values: str) -> re.Pattern[str]:
    """Compile a rule's pattern for an issue's short description or the message of a step in the upgrade history.

    The message stands at the start or after a prefix that ends in a colon and a blank; group "text" holds it.

    Args:
        pattern: The body.
        values: The run's own `instance_url` and `account`; needed where the pattern names them, else ignored.

    Raises:
        ValueError: A value is missing or unknown.
    """
    return re.compile(_framed(_ISSUE, _body(pattern, values)))


@functools.lru_cache(maxsize=1024)
def log_pattern(pattern: str, **values: str) -> re.Pattern[str]:
    """Compile a rule's pattern for the agent log, where the message stands anywhere but inside a word.

    Arguments and errors are those of `issue_pattern`.
    """
    return re.compile(_framed(_LOG, _body(pattern, values)))


def flaw(pattern: str) -> str:
    """Why a pattern cannot be used, in one line; empty if it can."""
    for name in _PLACEHOLDER.findall(pattern):
        if name not in PLACEHOLDERS:
            return f"pattern has an unknown placeholder: {name}"
    body = _filled(pattern, dict.fromkeys(PLACEHOLDERS, "x"))
    try:
        for expression in (body, _framed(_ISSUE, body), _framed(_LOG, body)):
            re.compile(expression)
    except re.error as error:
        return f"pattern does not compile: {error}"
    return ""


def _body(pattern: str, values: Mapping[str, str]) -> str:
    if unknown := values.keys() - set(PLACEHOLDERS):
        raise ValueError(f"no pattern has a place for {', '.join(sorted(unknown))}")
    if missing := set(_PLACEHOLDER.findall(pattern)) - values.keys():
        raise ValueError(f"the pattern needs a value for {', '.join(sorted(missing))}: {pattern}")
    return _filled(pattern, values)


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda place: re.escape(values[place[1]]), pattern)


def _framed(frame: str, body: str) -> str:
    return frame.replace("{body}", body)
