"""What a target is to both ends of the wire: it answers control messages, and asks the system plane meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from midcert.protocol.values import Json
from midcert.protocol.words import Capability, Role, TimeMode

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

REFERENCE = "py:midcert.adapter:Adapter"
"""The target of a run that names none."""
TARGET_FORMS = "py:package.module:factory, cmd:program arguments, http(s)://host:port, or image:name[@digest]"
"""How a target is named."""
MAX_MESSAGE_BYTES = 16 * 2**20
"""More than any message can need."""
TOKEN = "MIDCERT_TOKEN"  # noqa: S105 - the name of the variable, not a secret
"""The environment variable with the bearer token of a target at a URL: what stands there is in no list of processes."""

System = Callable[[Mapping[str, Any]], Json]
"""The system plane as a target meets it: the answer to a question to the host or to the network, both of them JSON."""


@dataclass(frozen=True)
class Description:
    """What a target says of itself."""

    name: str
    version: str
    roles: frozenset[Role]
    time: TimeMode
    capabilities: frozenset[Capability]


class Handler(Protocol):
    """Answers the control messages of one run: what a `py:` factory makes of a System."""

    @property
    def instance_application(self) -> "WSGIApplication | None":
        """The instance, where the target plays it; needed in a scenario in which it does."""

    def __call__(self, message: Mapping[str, Any], /) -> Mapping[str, Any]:
        """Answer one message; both are JSON."""


def envelope(handle: Handler, message: Mapping[str, Any]) -> Json:
    """Let a handler answer; an exception of its own goes into the envelope too."""
    try:
        return {"ok": handle(message)}
    except NotImplementedError as error:
        return {"unsupported": str(error) or f"{message['verb']} is not supported"}
    except Exception as error:  # noqa: BLE001 - whatever a target raises is its answer
        return {"errored": {"message": f"{type(error).__name__}: {error}"}}
