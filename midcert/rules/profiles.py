"""Profiles: for which half of the documentation a target is certified, and on which hosts of its MID Servers."""

from collections.abc import Mapping
from dataclasses import dataclass

from fakes.host.host import LINUX, WINDOWS, Platform

ROLES = {"mid": frozenset({"mid"}), "instance": frozenset({"instance"}), "both": frozenset({"mid", "instance"})}
"""The roles of a target, by the tags of the scenarios that judge them."""
PLATFORMS = {"linux": LINUX, "windows": WINDOWS}


@dataclass(frozen=True)
class Profile:
    """What a target is certified for."""

    name: str
    roles: frozenset[str]
    platforms: Mapping[str, Platform]


def _profiles() -> Mapping[str, Profile]:
    made = [Profile(name, roles, PLATFORMS) for name, roles in ROLES.items()]
    hosts = [(role, name, host) for role in ("mid", "both") for name, host in PLATFORMS.items()]
    made += [Profile(f"{role}/{name}", ROLES[role], {name: host}) for role, name, host in hosts]
    return {profile.name: profile for profile in made}


PROFILES = _profiles()
"""By name: a role, and perhaps the one platform on which it is judged; without it, it is judged on both."""


def profile_for(roles: frozenset[str]) -> Profile:
    """The profile of a target with these roles, where nobody has chosen another."""
    return next(profile for profile in PROFILES.values() if profile.roles == roles)
