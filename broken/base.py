"""What all broken implementations share: the name of the rule they violate, and how to run them."""

from typing import ClassVar

from midcert.adapter import Adapter, System
from reference_impl.instance import Instance
from reference_impl.mid import MidServer, commands
from reference_impl.mid.history import FAILED
from reference_impl.mid.host import HostError
from reference_impl.mid.servers import Command, Package
from reference_impl.mid.waiting import Waiting


class BrokenMidServer(MidServer):
    """The reference MID Server with one fault; `rule` is the id of the rule that it violates."""

    rule: ClassVar[str]

    def __init_subclass__(cls, rule: str) -> None:
        cls.rule = rule

    @classmethod
    def target(cls, system: System) -> Adapter:
        """The factory that `--target` wants."""
        return Adapter(system, mid=cls)

    def waiting(self) -> list[Command]:
        """The commands in its queue."""
        return self.instance.waiting_commands(self.agent.parameter("name"))

    def keep(self, name: str, text: str = "yes") -> None:
        """Write something down that later processes are to know."""
        self.host.write(self.agent.path("work", name), text.encode())

    def kept(self, name: str) -> str:
        """What was written down under this name; empty where nothing was."""
        try:
            return self.host.read(self.agent.path("work", name)).decode()
        except HostError:
            return ""


def unchecked(package: Package) -> None:
    """Takes the place of `Installation.verify`: lets every package pass."""
    del package


class KnowsWhatItIsAbout(MidServer):
    """Knows while it upgrades whether a command has asked for it, and to which version it goes."""

    is_told = False
    goal = ""

    def carry_out(self, order: str) -> Waiting:
        """Do what one system command says."""
        self.is_told = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.is_told = False

    def is_different(self, wanted: str) -> bool:
        """Newer and older are both different."""
        self.goal = wanted
        return super().is_different(wanted)


class BrokenInstance(Instance):
    """The reference instance with one fault; `rule` is the id of the rule that it violates."""

    rule: ClassVar[str]

    def __init_subclass__(cls, rule: str) -> None:
        cls.rule = rule

    @classmethod
    def target(cls, system: System) -> Adapter:
        """The factory that `--target` wants."""
        return Adapter(system, instance=cls)


class TellsNoFailures(MidServer):
    """Leaves out which of its steps have failed, for faults in what it says elsewhere."""

    def tell(self, stage: str, state: str, message: str) -> None:
        """Report how far a step of the upgrade is."""
        if state != FAILED:
            super().tell(stage, state, message)
