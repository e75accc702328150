"""Entries of a journal, as short as a test writes them."""

from datetime import UTC, datetime
from typing import Any

from fakes.journal import Entry

INSTANCE, SITE, ELSEWHERE = "instance.service-now.com", "install.service-now.com", "telemetry.example"
MID, TABLE = "/api/now/mid", "/api/now/table"
RECORD, PERMIT, CHANNEL = f"{TABLE}/ecc_agent/1a", f"{MID}/upgrade_permit/1a", f"{MID}/channel/1a"
PROPERTIES = f"{TABLE}/sys_properties"
OTHER = "1b"
"""The sys_id of another MID Server than the one that is asked about."""


def entry(kind: str, **detail: Any) -> Entry:  # noqa: ANN401 - JSON values
    """Something on the host of "berlin"."""
    return Entry(datetime(2020, 7, 1, tzinfo=UTC), 0, "berlin", kind, detail)


def exchange(request: str, status: int = 200, server: str = INSTANCE, **more: Any) -> Entry:  # noqa: ANN401 - JSON values
    """A request with its answer, such as "GET /"."""
    method, path = request.split(" ", 1)
    return entry("exchange", server=server, method=method, path=path, status=status, **more)


def unanswered(request: str, server: str = INSTANCE, **more: Any) -> Entry:  # noqa: ANN401 - JSON values
    """A request that timed out."""
    method, path = request.split(" ", 1)
    return entry("exchange", server=server, method=method, path=path, fault="timed out", **more)
