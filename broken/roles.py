"""Faults in the chapter "Upgrade the MID Server manually": who may do it."""

from typing import ClassVar

from werkzeug.wrappers import Request

from broken.base import BrokenInstance
from midcert.adapter import Adapter, System
from midcert.protocol.control import InstanceSetup
from reference_impl.instance import Instance, InstanceApi
from reference_impl.instance.api import login


class LetsEverybodyIn(BrokenInstance, rule="MAN-ROLE"):
    """Lets every user act who is logged in."""

    def may_act(self, roles: set[str]) -> bool:
        return bool(roles) or super().may_act(roles)


class ReadsRolesByPart(BrokenInstance, rule="MAN-ROLE"):
    """Looks for the name of the role anywhere in the list."""

    def may_act(self, roles: set[str]) -> bool:
        return super().may_act(roles) or "mid_server" in ",".join(roles)


class ReadsRolesByTheirBeginning(BrokenInstance, rule="MAN-ROLE"):
    """Takes every role for mid_server whose name begins so."""

    def may_act(self, roles: set[str]) -> bool:
        return super().may_act(roles) or any(role.startswith("mid_server") for role in roles)


class ReadsRolesByTheirEnd(BrokenInstance, rule="MAN-ROLE"):
    """Takes every role for admin whose name ends so, such as user_admin."""

    def may_act(self, roles: set[str]) -> bool:
        return super().may_act(roles) or any(role.endswith("admin") for role in roles)


class LetsAdministratorsIn(BrokenInstance, rule="MAN-ROLE"):
    """Wants the role admin, and no other."""

    def may_act(self, roles: set[str]) -> bool:
        return "admin" in roles


class WantsOneRole(BrokenInstance, rule="MAN-ROLE"):
    """Lets nobody in who has more than one role."""

    def may_act(self, roles: set[str]) -> bool:
        return super().may_act(roles) and len(roles) == 1


class OtherApi(Adapter):
    """Serves an instance in another way."""

    api: ClassVar[type[InstanceApi]]

    def _make_instance(self, about: InstanceSetup) -> None:
        super()._make_instance(about)
        if self.instance_application is not None:
            self.instance_application = self.api(self.instance_application.instance)


class FirstRole(InstanceApi):
    """Reads the first role of a user."""

    def _roles_of(self, request: Request) -> set[str]:
        super()._roles_of(request)
        name, _ = login(request.headers.get("Authorization", ""))
        [user] = self.instance.tables.select("sys_user", f"user_name={name}")
        return {user.get("roles", "").partition(",")[0]}


class NoPassword(InstanceApi):
    """Believes everybody their name."""

    def _roles_of(self, request: Request) -> set[str]:
        name, _ = login(request.headers.get("Authorization", ""))
        if users := self.instance.tables.select("sys_user", f"user_name={name}"):
            return set(users[0].get("roles", "").split(","))
        return super()._roles_of(request)


class OldRoles(InstanceApi):
    """Remembers the roles with which a user came first."""

    def __init__(self, instance: BrokenInstance) -> None:
        super().__init__(instance)
        self._known: dict[str, set[str]] = {}

    def _roles_of(self, request: Request) -> set[str]:
        return self._known.setdefault(request.headers.get("Authorization", ""), super()._roles_of(request))


class ReadsOneRole(BrokenInstance, rule="MAN-ROLE"):
    """Reads the first of a user's roles."""

    @classmethod
    def target(cls, system: System) -> Adapter:
        return serving(FirstRole, system)


class AsksForNoPassword(BrokenInstance, rule="MAN-ROLE"):
    """Lets everybody in who knows the name of an administrator."""

    @classmethod
    def target(cls, system: System) -> Adapter:
        return serving(NoPassword, system)


class RemembersRoles(BrokenInstance, rule="MAN-ROLE"):
    """Does not notice that a role was withdrawn."""

    @classmethod
    def target(cls, system: System) -> Adapter:
        return serving(OldRoles, system)


def serving(api: type[InstanceApi], system: System, instance: type[Instance] = Instance) -> Adapter:
    """A target whose instance is served in another way."""
    adapter = type("Serving", (OtherApi,), {"api": api})
    served: Adapter = adapter(system, instance=instance)
    return served
