"""What all broken implementations share: the name of the rule they violate, and how to run them."""

from typing import ClassVar

from midcert.adapter import Adapter, System
from reference_impl.instance import Instance
from reference_impl.mid import MidServer
from reference_impl.mid.servers import Command


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


class BrokenInstance(Instance):
    """The reference instance with one fault; `rule` is the id of the rule that it violates."""

    rule: ClassVar[str]

    def __init_subclass__(cls, rule: str) -> None:
        cls.rule = rule

    @classmethod
    def target(cls, system: System) -> Adapter:
        """The factory that `--target` wants."""
        return Adapter(system, instance=cls)
