"""A MID Server and an instance that know nothing of each other, as one target: an adapter before two others.

    midcert certify --target "cmd:python -m examples.together 'COMMAND OF THE MID SERVER' 'COMMAND OF THE INSTANCE'"

Both are `cmd:` targets. Whatever the one wants of the other goes from it to the suite, and over HTTP to the other.
"""

import json
import shlex
import sys
from datetime import datetime
from subprocess import PIPE, Popen
from typing import IO, Any

Message = dict[str, Any]


class Half:
    """One of the two, in a process of its own, which ends when its standard input does."""

    def __init__(self, command: str) -> None:
        process = Popen(shlex.split(command), stdin=PIPE, stdout=PIPE, text=True)  # noqa: S603 - the user's own
        self._pipes: Any = (process.stdin, process.stdout)

    def __call__(self, message: Message) -> Message:
        """The envelope around its answer to one message; what it asks meanwhile is asked of the suite."""
        said = exchanged(message, *self._pipes)
        while "ask" in said:
            said = exchanged(exchanged(said, sys.stdout, sys.stdin), *self._pipes)
        return said


def exchanged(message: Message, into: IO[str], out: IO[str]) -> Message:
    """What is answered to one line by another."""
    print(json.dumps(message), file=into, flush=True)
    answered: Message = json.loads(out.readline())
    return answered


class Together:
    """Gives each message to whom it concerns; of both the instance comes first, so that it has the time when asked."""

    def __init__(self, mid: str, instance: str) -> None:
        self._mid, self._instance, self._is_both = Half(mid), Half(instance), True

    def __call__(self, message: Message) -> Message:
        """The envelope around the answer to one message."""
        if message["verb"] == "setup":
            self._is_both = "instance" in message
        if message["verb"] in ("describe", "setup", "advance", "teardown"):
            of_instance = [self._instance(message)] if self._is_both else []
            return joined(*of_instance, self._mid({name: message[name] for name in message if name != "instance"}))
        return self._mid(message) if "mid" in message else self._instance(message)


def joined(*said: Message) -> Message:
    """One envelope: the first fault, or all fields, of which those that both have are put together."""
    if fault := next((envelope for envelope in said if "ok" not in envelope), None):
        return fault
    fields: Message = {}
    for name, value in (field for envelope in said for field in envelope["ok"].items()):
        fields[name] = of_both(name, value, fields[name]) if name in fields else value
    return {"ok": fields}


def of_both(name: str, mid: Any, instance: Any) -> Any:  # noqa: ANN401 - JSON
    """Both names, all roles and capabilities, the earlier of two times; in the rest they agree."""
    if name == "implementation":
        return {each: f"{mid[each]} and {instance[each]}" for each in mid}
    if name == "next":
        return min(filter(None, (mid, instance)), key=datetime.fromisoformat, default=None)
    return mid + instance if isinstance(mid, list) else mid


if __name__ == "__main__":
    answer = Together(*sys.argv[1:])
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201 - so it speaks
