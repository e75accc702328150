"""Implementations that are wrong on purpose, one fault each, each caught by the rule it names.

A broken MID Server or instance is the reference with one small override. As a target:
`--target py:broken.upgrade_methods:ChecksEvery61Minutes.target`.
"""

from broken import error_messages, failed_upgrades, manual_upgrade, upgrade_methods, upgrade_state, versions
from broken.base import BrokenInstance, BrokenMidServer

CHAPTERS = (upgrade_methods, upgrade_state, failed_upgrades, error_messages, versions, manual_upgrade)

BROKEN: list[type[BrokenMidServer | BrokenInstance]] = [
    each
    for chapter in CHAPTERS
    for each in vars(chapter).values()
    if isinstance(each, type) and issubclass(each, BrokenMidServer | BrokenInstance) and hasattr(each, "rule")
]
"""All of them, in the order of their definition."""
