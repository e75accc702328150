"""A MID Server under test in a world of its own, which does what a test makes it do."""

import base64
import json

from fakes.host.host import RESTART_TIME
from tests.fakes.worlds import PATCH_1, administrator_of, make

API = "https://instance.service-now.com/api/now"
AGENT = "/opt/servicenow/mid/agent"
LOG = f"{AGENT}/logs/agent0.log.0"


class Scene:
    """The MID Server "berlin" runs Orlando Patch 1."""

    def __init__(self) -> None:
        self.world, self.target = make()
        self.mid = self.world.install("berlin", PATCH_1)
        self.mid.start()
        self.sys_id, self.folder = self.mid.party.sys_id, self.mid.party.folder
        self.ask = self.world.observe
        self.administrator = administrator_of(self.world)

    def has_others(self) -> None:
        """Lets two more MID Servers be there."""
        for name in ("lagos", "oslo"):
            self.world.install(name, PATCH_1).start()

    def sends(self, method: str, url: str, text: str = "", mid: str = "berlin") -> None:
        """Lets a MID Server send a request, with the login in its config.xml."""
        folder = self.world.parties[mid].folder
        login = [folder.parameter(f"mid.instance.{each}") for each in ("username", "password")]
        headers = {"Authorization": f"Basic {base64.b64encode(':'.join(login).encode()).decode()}"}
        self.target.ask(mid, method, url, headers, text.encode())

    def reports(self, **values: str) -> None:
        """Lets the MID Server change its record."""
        self.sends("PATCH", f"{API}/table/ecc_agent/{self.sys_id}", json.dumps(values))

    def queues(self, mid: str = "berlin", **values: str) -> None:
        """Lets the MID Server put something into the ECC queue."""
        self.sends("POST", f"{API}/table/ecc_queue", json.dumps({"agent": f"mid.server.{mid}", **values}))

    def says_of_command(self, source: str, state: str) -> None:
        """Lets the MID Server say how far the commands with this source are."""
        for command in self.administrator.select("ecc_queue", f"source={source}"):
            self.sends("PATCH", f"{API}/table/ecc_queue/{command['sys_id']}", json.dumps({"state": state}))

    def asks_for_version(self) -> None:
        """Lets the MID Server ask for its version."""
        self.sends("GET", f"{API}/mid/instance_info")

    def asks_for_permit(self, method: str = "POST", mid: str = "berlin") -> None:
        """Lets a MID Server ask for a permit, or give it back."""
        self.sends(method, f"{API}/mid/upgrade_permit/{self.world.parties[mid].sys_id}", mid=mid)

    def restarts(self) -> None:
        """Lets the MID Server restart its service, and time pass until the next process runs."""
        self.target.host("berlin").restart_service()
        self.world.clock.advance(RESTART_TIME)
