"""Implementations that are wrong on purpose, one fault each, each caught by the rule it names.

A broken MID Server or instance is the reference with one small override. As a target:
`--target py:broken.mid_servers:ChecksEvery61Minutes.target`.
"""

from broken import instances, mid_servers
from broken.base import BrokenInstance, BrokenMidServer

BROKEN: list[type[BrokenMidServer | BrokenInstance]] = [
    each
    for module in (mid_servers, instances)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, BrokenMidServer | BrokenInstance) and hasattr(each, "rule")
]
"""All of them, in the order of their definition."""
