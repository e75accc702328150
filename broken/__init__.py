"""Implementations that are wrong on purpose, one fault each, each caught by the rule it names.

A broken MID Server or instance is the reference with one small override. As a target:
`--target py:broken.hourly_check:ChecksEvery61Minutes.target`.
"""

from broken import (
    access,
    assigned,
    build_stamps,
    clean_up,
    command_queue,
    disabled_check,
    disk_and_site,
    down_state,
    error_messages,
    failed_upgrades,
    file_permissions,
    file_tests,
    hardened,
    hourly_check,
    instance_upgrade,
    issue_states,
    issue_tables,
    issue_views,
    issues,
    linux_service,
    looking_after,
    manual_upgrade,
    monitor,
    one_by_one,
    override,
    package_shape,
    packages,
    permits,
    pinning,
    pre_upgrade_check,
    refusals_recorded,
    responder,
    responder_replies,
    roles,
    self_hosted,
    signatures,
    signers,
    upgrade_history,
    upgrade_methods,
    upgrade_state,
    validation,
    versions,
    waiting_commands,
    waiting_for_a_permit,
)
from broken.base import BrokenInstance, BrokenMidServer

CHAPTERS = (
    access,
    self_hosted,
    responder,
    responder_replies,
    upgrade_methods,
    hourly_check,
    instance_upgrade,
    signatures,
    hardened,
    signers,
    package_shape,
    one_by_one,
    refusals_recorded,
    pre_upgrade_check,
    monitor,
    disk_and_site,
    file_tests,
    file_permissions,
    disabled_check,
    packages,
    upgrade_state,
    validation,
    command_queue,
    waiting_commands,
    looking_after,
    failed_upgrades,
    linux_service,
    down_state,
    error_messages,
    upgrade_history,
    build_stamps,
    permits,
    waiting_for_a_permit,
    clean_up,
    issues,
    issue_states,
    issue_tables,
    issue_views,
    versions,
    override,
    assigned,
    pinning,
    manual_upgrade,
    roles,
)

BROKEN: list[type[BrokenMidServer | BrokenInstance]] = [
    each
    for chapter in CHAPTERS
    for each in vars(chapter).values()
    if isinstance(each, type) and issubclass(each, BrokenMidServer | BrokenInstance)
    if each.__module__ == chapter.__name__ and each.rule
]
"""All of them, in the order of their definition."""
