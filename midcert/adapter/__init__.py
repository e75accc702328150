"""The target's end of the wire, and the suite's one public API: what an implementation in Python imports.

* `Adapter` serves MID Servers and instances that are written like the reference; it answers the control messages of one
  run. `py:midcert.adapter:Adapter` is the reference itself.
* `GuestHost` and `GuestHttp` are a MID Server's host and its way to servers; `Interception` leads there what an
  implementation sends with `requests`.
* `System` and `Handler` are the types between which a `py:` factory stands: `factory(system) -> handler`.
"""

from midcert.adapter.guest import GuestHost, GuestHttp, Interception
from midcert.adapter.reference import Adapter
from midcert.protocol.handler import Handler, System

__all__ = ["Adapter", "GuestHost", "GuestHttp", "Handler", "Interception", "System"]
