"""The target's end of the wire, and the suite's one public API: what an implementation in Python imports.

A `py:` factory gets a `System`, where MID Servers ask their host and the network, and makes a `Handler` of it, which
answers the control messages of one run: `factory(system) -> handler`.

* `Adapter` is the handler of MID Servers and instances that are written like the reference, and
  `py:midcert.adapter:Adapter` the reference itself.
* `GuestHost` is a MID Server's host over a System: `facts` answers `Facts`, and what the host refuses is a `HostError`.
* `GuestHttp` is its way to servers: an `Answer`, or a `NoAnswerError`. `ask_network` does the same with all there is
  of a `Request` and of its `Response`, or with the `NetworkFault`.
* `Interception` leads there what an implementation sends with `requests`.
* `Role`, `TimeMode` and `Capability` are the words in which a handler describes itself.
"""

from fakes.network.http_types import NetworkFault, Request, Response
from midcert.adapter.guest import GuestHost, GuestHttp, Interception, ask_network
from midcert.adapter.reference import Adapter
from midcert.protocol.handler import Handler, System
from midcert.protocol.words import Capability, Role, TimeMode
from reference_impl.mid.host import Facts, HostError
from reference_impl.mid.http import Answer, NoAnswerError

__all__ = [
    "Adapter",
    "Answer",
    "Capability",
    "Facts",
    "GuestHost",
    "GuestHttp",
    "Handler",
    "HostError",
    "Interception",
    "NetworkFault",
    "NoAnswerError",
    "Request",
    "Response",
    "Role",
    "System",
    "TimeMode",
    "ask_network",
]
