"""An adapter to begin with: a MID Server that is Up, asks every hour, and runs commands. It does not upgrade yet.

It speaks protocol 1 of the MID Server upgrade conformance suite: JSON lines on standard input and output. Print nothing
else to standard output; what goes to standard error is shown under a scenario that fails.
"""

import base64
import json
import sys
from datetime import datetime, timedelta
from urllib.parse import quote
from xml.etree import ElementTree as ET


def say(message):
    """One line to the suite."""
    print(json.dumps(message), flush=True)


def ask(question):
    """Ask the host or the network, while the suite waits for the answer to its control message."""
    say({"ask": question})
    return json.loads(sys.stdin.readline())


class MidServer:
    """One process of a MID Server."""

    def __init__(self, name, folder, now):
        self.name, self.folder, self.now = name, folder, now
        self.due = now
        self.running = []
        self.up = self.called = False
        config = base64.b64decode(self.host("read", path=self.path("config.xml"))["result"])
        self.config = {each.get("name"): each.get("value") for each in ET.fromstring(config)}
        meta = self.host("read", path=self.path("package", "meta", "mid-core.meta.properties"))["result"]
        self.version = base64.b64decode(meta).decode().partition("package.filename=mid-core.")[2].partition(".")[0]

    def path(self, *names):
        """A path below the agent folder."""
        return ("\\" if "\\" in self.folder else "/").join((self.folder, *names))

    def host(self, operation, **arguments):
        """An operation of the host; the answer has `result`, or the host's `error`."""
        return ask({"plane": "host", "mid": self.name, "operation": operation, "arguments": arguments})

    def instance(self, method, path, body=None):
        """A request to the instance: status and JSON, or None where no answer came."""
        login = f"{self.config['mid.instance.username']}:{self.config['mid.instance.password']}"
        headers = {
            "Authorization": f"Basic {base64.b64encode(login.encode()).decode()}",
            "Content-Type": "application/json",
        }
        sent = base64.b64encode(b"" if body is None else json.dumps(body).encode()).decode()
        url = self.config["url"] + path
        answer = ask(
            {"plane": "network", "mid": self.name, "method": method, "url": url, "headers": headers, "body": sent}
        )
        if "fault" in answer:
            return None
        content = base64.b64decode(answer["body"])
        return answer["status"], json.loads(content) if content else None

    def act(self):
        """Do all that is due at this instant."""
        if not self.up:
            record = {"status": "Up", "version": self.version}
            self.instance("PATCH", f"/api/now/table/ecc_agent/{self.config['mid_sys_id']}", record)
            self.up = True
        if self.due <= self.now:
            self.due += timedelta(hours=1)
            self.check()
        if self.called:
            self.called = False
            self.take_commands()
        for command in [each for each in self.running if each["ends"] <= self.now]:
            self.running.remove(command)
            self.send_result(command)

    def next(self):
        """When the next thing is due."""
        return min([self.due, *(command["ends"] for command in self.running)])

    def check(self):
        """Ask which version is assigned."""
        self.instance("GET", "/api/now/mid/instance_info")
        # Here yours compares the versions, tests the host, asks for a permit, downloads, verifies, installs, restarts.

    def take_commands(self):
        """Run the commands for the host that wait in the ECC queue."""
        query = quote(f"agent=mid.server.{self.name}^queue=output^state=ready^topic=Command")
        answer = self.instance("GET", f"/api/now/table/ecc_queue?sysparm_query={query}")
        for command in answer[1]["result"] if answer else []:
            record = f"/api/now/table/ecc_queue/{command['sys_id']}"
            self.instance("PATCH", record, {"state": "processing"})
            ran = self.host("run", command=command["name"])["result"]
            self.running.append({**command, "payload": ran["output"], "ends": datetime.fromisoformat(ran["ends"])})

    def send_result(self, command):
        """Send what a command has said, now that it has ended."""
        result = {name: command[name] for name in ("agent", "topic", "source", "payload")}
        result |= {"queue": "input", "state": "ready", "response_to": command["sys_id"]}
        self.instance("POST", "/api/now/table/ecc_queue", result)
        self.instance("PATCH", f"/api/now/table/ecc_queue/{command['sys_id']}", {"state": "processed"})


class Adapter:
    """Answers the control messages; MID Servers act during `advance` alone."""

    def __init__(self):
        self.starting, self.running = {}, {}

    def describe(self, protocol):
        """Who this is, and what it can do."""
        about = {"name": "my MID Server", "version": "0"}
        return {"protocol": protocol, "implementation": about, "roles": ["mid"], "time": "advance", "capabilities": []}

    def setup(self, **surroundings):
        """A scenario begins: forget the one before."""
        self.starting, self.running = {}, {}
        return {}

    def start(self, mid, agent_folder):
        """The host starts the service of a MID Server."""
        self.starting[mid] = agent_folder
        return {}

    def stop(self, mid):
        """Its process ends without a word."""
        self.starting.pop(mid, None)
        self.running.pop(mid, None)
        return {}

    def notify(self, mid):
        """A command waits for it."""
        if mid in self.running:
            self.running[mid].called = True
        return {}

    def advance(self, to):
        """Do all that is due, and say when the next thing will be."""
        now = datetime.fromisoformat(to)
        for name, folder in self.starting.items():
            self.running[name] = MidServer(name, folder, now)
            self.running[name].called = True
        self.starting = {}
        for mid in self.running.values():
            mid.now = now
            mid.act()
        due = [mid.next() for mid in self.running.values()]
        return {"next": min(due).isoformat() if due else None}

    def teardown(self):
        """The scenario is over."""
        return self.setup()


def main():
    """Answer line by line until standard input ends."""
    adapter = Adapter()
    for line in iter(sys.stdin.readline, ""):
        message = json.loads(line)
        try:
            say({"ok": getattr(adapter, message.pop("verb"))(**message)})
        except Exception as error:  # whatever goes wrong is told, and the next scenario begins anew
            say({"errored": {"message": f"{type(error).__name__}: {error}"}})


if __name__ == "__main__":
    main()
