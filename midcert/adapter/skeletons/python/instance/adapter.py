"""An adapter to begin with: an instance that keeps its tables, and gives everybody a permit who asks for one.

It speaks protocol 1 of the MID Server upgrade conformance suite: JSON lines on standard input and output, and HTTP at
the URL that it answers to `setup`. Print nothing else to standard output; what goes to standard error is shown under
a scenario that fails.
"""

import base64
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qs, urlsplit

TABLES = ("sys_user", "ecc_agent", "ecc_queue", "ecc_agent_issue", "ecc_agent_property", "sys_properties")
COMMANDS = {
    "upgrade": "autoUpgrade",
    "pause": "pauseMid",
    "resume": "resumeMid",
    "restart": "restart",
    "grab_log": "grabLog",
    "thread_dump": "threaddump",
}


class Instance:
    """The instance of one scenario: a table is a list of records, and every value is a text."""

    def __init__(self, buildstamp, administrator):
        self.stamp, self.ids = buildstamp, count(1)
        self.tables = {table: [] for table in TABLES}
        login = {"user_name": administrator["user"], "user_password": administrator["password"], "roles": "admin"}
        self.insert("sys_user", login)
        self.insert("sys_properties", {"name": "mid.buildstamp", "value": buildstamp})

    def insert(self, table, values):
        """Add a record."""
        record = {**values, "sys_id": f"{next(self.ids):032x}"}
        self.tables[table].append(record)
        return record

    def select(self, table, query=""):
        """The records for which all conditions of an encoded query hold, the oldest first: `=` and `!=` alone."""
        found = self.tables[table]
        for condition in (each for each in query.split("^") if each and not each.startswith("ORDERBY")):
            name, _, value = condition.partition("=")
            wanted = not name.endswith("!")
            found = [each for each in found if (each.get(name.rstrip("!"), "") == value) is wanted]
        return found

    def login(self, header):
        """Whether somebody is who they say (RFC 7617). Here yours looks at their roles, too."""
        said = base64.b64decode(header.removeprefix("Basic ")).decode()
        return any(said == f"{each['user_name']}:{each['user_password']}" for each in self.tables["sys_user"])

    def assigned(self):
        """The version for all MID Servers. Here yours looks for mid.version.override first."""
        [found] = self.select("sys_properties", "name=mid.buildstamp")
        return found["value"]

    def upgrade(self, to):
        """Become another version, assign it, and tell the MID Servers that have another one."""
        self.stamp = to
        name = {"name": "mid.buildstamp"}
        found = self.select("sys_properties", "name=mid.buildstamp") or [self.insert("sys_properties", name)]
        found[0]["value"] = to
        for agent in self.select("ecc_agent", f"version!={to}"):
            self.send(agent, "autoUpgrade")

    def send(self, agent, command):
        """Put a system command into the queue of a MID Server."""
        waiting = {"queue": "output", "topic": "SystemCommand", "source": command, "name": command, "state": "ready"}
        self.insert("ecc_queue", {"agent": f"mid.server.{agent['name']}", **waiting, "priority": "0"})

    def answer(self, method, path, query, body):
        """Status and JSON of one request; None for no content."""
        match [method, *path.removeprefix("/api/now/").split("/")]:
            case ["GET", "table", table]:
                return 200, [shown(each) for each in self.select(table, query.get("sysparm_query", [""])[0])]
            case ["POST", "table", table]:
                return 201, shown(self.insert(table, body))
            case [_, "table", table, sys_id]:
                return self.change(method, table, sys_id, body)
            case ["GET", "mid", "instance_info"]:
                return 200, {"mid_buildstamp": self.assigned(), "instance_buildstamp": self.stamp}
            case ["GET", "mid", "assigned_packages"]:
                # Here yours names the packages of the version, for the operating system and architecture of the query.
                return 200, {"buildstamp": self.assigned(), "packages": []}
            case ["POST", "mid", "upgrade_permit", sys_id]:
                # Here yours counts, and answers 409 where both permits are taken.
                return 201, {"mid_server": sys_id}
            case ["POST", "mid", "action", sys_id, action]:
                # Here yours asks whether they may, and whether its status allows it.
                [agent] = self.select("ecc_agent", f"sys_id={sys_id}")
                if action in COMMANDS:
                    self.send(agent, COMMANDS[action])
                return 204, None
            case ["DELETE", "mid", "channel", sys_id]:
                return self.change("PATCH", "ecc_agent", sys_id, {"status": "Down"})
            case [_, "mid", *_]:  # a permit that is given back, a report of tests, a channel that is open
                return 204, None
        return 404, None

    def change(self, method, table, sys_id, values):
        """Show, change or delete one record."""
        for record in self.select(table, f"sys_id={sys_id}"):
            if method == "DELETE":
                self.tables[table].remove(record)
                return 204, None
            if method in ("PATCH", "PUT"):
                record.update(values)
            return 200, shown(record)
        return 404, None


def shown(record):
    """What of a record is shown: no password."""
    return {name: value for name, value in record.items() if "password" not in name}


class Server(ThreadingHTTPServer):
    """Serves the instance of the present scenario on a free port of this machine."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.instance, self.one_at_a_time = None, threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Reads one request after another from a connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else small answers wait for acknowledgements

    def do(self):
        """Answer one request."""
        parts = urlsplit(self.path)
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.one_at_a_time:
            if self.server.instance.login(self.headers.get("Authorization", "")):
                body = json.loads(sent or "{}")
                status, result = self.server.instance.answer(self.command, parts.path, parse_qs(parts.query), body)
            else:
                status, result = 401, None
        content = b"" if result is None else json.dumps({"result": result}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do

    def log_message(self, *_):
        """Nothing: requests stand in the journal."""


class Adapter:
    """Answers the control messages."""

    def __init__(self):
        self.server = Server()

    def describe(self, protocol):
        """Who this is, and what it can do."""
        about = {"name": "my instance", "version": "0"}
        return {
            "protocol": protocol,
            "implementation": about,
            "roles": ["instance"],
            "time": "advance",
            "capabilities": [],
        }

    def setup(self, instance, **surroundings):
        """A scenario begins, with a new instance."""
        self.server.instance = Instance(instance["buildstamp"], instance["administrator"])
        return {"instance_url": self.server.url()}

    def stop(self):
        """The instance stops. Here yours does what it does when it stops."""
        return {}

    def start(self):
        """It starts again, with its tables."""
        return {}

    def upgrade(self, to):
        """It becomes another version."""
        self.server.instance.upgrade(to)
        return {}

    def advance(self, to):
        """Do all that is due, and say when the next thing will be: never, as this one waits for nothing."""
        return {"next": None}

    def teardown(self):
        """The scenario is over."""
        return {}


def main():
    """Answer line by line until standard input ends."""
    adapter = Adapter()
    for line in iter(sys.stdin.readline, ""):
        message = json.loads(line)
        try:
            said = {"ok": getattr(adapter, message.pop("verb"))(**message)}
        except Exception as error:  # whatever goes wrong is told, and the next scenario begins anew
            said = {"errored": {"message": f"{type(error).__name__}: {error}"}}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
