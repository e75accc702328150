"""Implementations that are wrong on purpose, one fault each, each caught by the rule it names.

A broken MID Server or instance is the reference with one small override. As a target:
`--target py:broken.hourly_check:ChecksEvery61Minutes.target`.
"""

from types import ModuleType
from typing import TypeGuard

from broken import (
    access,
    account_warnings,
    archives,
    assigned,
    build_stamps,
    chains,
    clean_up,
    command_queue,
    disabled_check,
    disk_and_site,
    down_state,
    error_messages,
    failed_upgrades,
    file_permissions,
    file_tests,
    group_warnings,
    hardened,
    history_steps,
    hourly_check,
    instance_upgrade,
    interplay,
    issue_messages,
    issue_states,
    issue_tables,
    issue_views,
    issues,
    linux_service,
    log_on_user,
    logins,
    looking_after,
    manual_upgrade,
    monitor,
    odd_replies,
    one_by_one,
    override,
    package_lists,
    package_shape,
    packages,
    permits,
    permits_kept,
    pinning,
    powershell,
    pre_upgrade_check,
    refusals_recorded,
    remembering,
    responder,
    responder_replies,
    roles,
    script_output,
    self_hosted,
    signatures,
    signers,
    told_steps,
    upgrade_history,
    upgrade_methods,
    upgrade_state,
    validation,
    verifiers,
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
    odd_replies,
    upgrade_methods,
    hourly_check,
    instance_upgrade,
    signatures,
    hardened,
    verifiers,
    chains,
    archives,
    signers,
    package_shape,
    one_by_one,
    refusals_recorded,
    pre_upgrade_check,
    monitor,
    disk_and_site,
    file_tests,
    file_permissions,
    log_on_user,
    script_output,
    account_warnings,
    group_warnings,
    powershell,
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
    history_steps,
    told_steps,
    build_stamps,
    permits,
    permits_kept,
    waiting_for_a_permit,
    clean_up,
    issues,
    issue_messages,
    issue_states,
    issue_tables,
    issue_views,
    versions,
    override,
    assigned,
    package_lists,
    pinning,
    manual_upgrade,
    roles,
    logins,
    interplay,
    remembering,
)

Broken = type[BrokenMidServer | BrokenInstance]


def _is_defined_in(chapter: ModuleType, each: object) -> TypeGuard[Broken]:
    """Whether this is one of a chapter's own; it looks at the bases, since to ask an abstract class takes seconds."""
    if not isinstance(each, type) or each.__module__ != chapter.__name__:
        return False
    return not {BrokenMidServer, BrokenInstance}.isdisjoint(each.__mro__)


BROKEN: list[Broken] = [
    each for chapter in CHAPTERS for each in vars(chapter).values() if _is_defined_in(chapter, each) and each.rule
]
"""All of them, in the order of their definition."""
