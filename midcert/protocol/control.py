"""The control messages, harness to target, and their answers."""

from collections.abc import Sequence
from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType

from midcert.protocol.values import PROTOCOL, Message, Name, Natural, ProtocolNumber, Time, Url
from midcert.protocol.words import Capability, Role, TimeMode


class Nothing(Message, frozen=True):
    """An answer that says no more than that it is one."""


class Describe(Message, frozen=True, tag_field="verb", tag="describe"):
    """Who are you? The first message of a run."""

    protocol: ProtocolNumber

    def __post_init__(self) -> None:
        """Refuse another protocol."""
        _expect_protocol(self.protocol)


class Implementation(Message, frozen=True):
    """What a target calls itself."""

    name: Name
    version: Name


class DescribeAnswer(Message, frozen=True):
    """What a target is."""

    protocol: ProtocolNumber
    implementation: Implementation
    roles: Annotated[list[Role], Meta(min_length=1, extra_json_schema={"uniqueItems": True})]
    time: TimeMode
    capabilities: Annotated[list[Capability], Meta(extra_json_schema={"uniqueItems": True})]

    def __post_init__(self) -> None:
        """Refuse another protocol, and a word that is there twice."""
        _expect_protocol(self.protocol)
        for name, words in (("roles", self.roles), ("capabilities", self.capabilities)):
            if len(set(words)) < len(words):
                raise ValueError(f"Expected each of the {name} once")


class AdministratorLogin(Message, frozen=True):
    """How the administrator is known to the instance."""

    user: Name
    password: str


class InstanceSetup(Message, frozen=True):
    """The instance that a target plays."""

    buildstamp: Name
    """The version that it is."""
    builds: Sequence[Name]
    """All versions there are."""
    administrator: AdministratorLogin
    seed: Natural
    """Varies what the documentation leaves free, such as ids."""


class Setup(Message, frozen=True, tag_field="verb", tag="setup"):
    """A scenario begins."""

    scenario: Name
    now: Time
    download_site: Name
    """URL."""
    network_timeout: Annotated[float, Meta(gt=0)]
    """Seconds of real time."""
    trust_anchors: Sequence[str]
    """Certificates (PEM)."""
    system: Url | UnsetType = UNSET
    """Where a server asks its questions."""
    instance: InstanceSetup | UnsetType = UNSET
    """For a target that plays the instance."""


class SetupAnswer(Message, frozen=True):
    """Where the instance is that the target plays, if it does so at a URL."""

    instance_url: Url | UnsetType = UNSET


class Start(Message, frozen=True, tag_field="verb", tag="start"):
    """The host starts the service of a MID Server; without one, it is the instance that starts again."""

    mid: Name | UnsetType = UNSET
    agent_folder: Name | UnsetType = UNSET
    system: Url | UnsetType = UNSET
    """Where the process asks its questions, in the time modes service and real."""

    def __post_init__(self) -> None:
        """Refuse half of what belongs together."""
        if (self.mid is UNSET) != (self.agent_folder is UNSET):
            raise ValueError("Expected mid and agent_folder together, or neither")


class Stop(Message, frozen=True, tag_field="verb", tag="stop"):
    """The process of a MID Server ends without a word; without one, it is the instance that stops."""

    mid: Name | UnsetType = UNSET


class Notify(Message, frozen=True, tag_field="verb", tag="notify"):
    """Something waits for a MID Server in the ECC queue."""

    mid: Name


class Advance(Message, frozen=True, tag_field="verb", tag="advance"):
    """Do all that is due at this time."""

    to: Time


class AdvanceAnswer(Message, frozen=True):
    """When something will be due next."""

    next: Time | None


class Upgrade(Message, frozen=True, tag_field="verb", tag="upgrade"):
    """The instance becomes the version with this build stamp."""

    to: Name


class Teardown(Message, frozen=True, tag_field="verb", tag="teardown"):
    """The scenario is over."""


Control = Describe | Setup | Start | Stop | Notify | Advance | Upgrade | Teardown

VERBS: dict[str, type[Control]] = {
    "describe": Describe,
    "setup": Setup,
    "start": Start,
    "stop": Stop,
    "notify": Notify,
    "advance": Advance,
    "upgrade": Upgrade,
    "teardown": Teardown,
}

ANSWERS: dict[str, type[Message]] = {
    **dict.fromkeys(VERBS, Nothing),
    "describe": DescribeAnswer,
    "setup": SetupAnswer,
    "advance": AdvanceAnswer,
}
"""What a target answers to each verb, in its envelope."""


class Errored(Message, frozen=True):
    """What went wrong with a message."""

    message: str


class Envelope(Message, frozen=True):
    """What a target says to a control message: exactly one of these."""

    ok: Any | UnsetType = UNSET
    """The answer."""
    unsupported: str | UnsetType = UNSET
    """Why the target cannot do this."""
    errored: Errored | UnsetType = UNSET
    """What went wrong."""

    def __post_init__(self) -> None:
        """Refuse none and several."""
        if [self.ok, self.unsupported, self.errored].count(UNSET) != 2:  # noqa: PLR2004 - of three
            raise ValueError("Expected exactly one of ok, unsupported, errored")


def _expect_protocol(number: float) -> None:
    if number != PROTOCOL:
        raise ValueError(f"Expected protocol {PROTOCOL}")
