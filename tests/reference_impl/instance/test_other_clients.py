"""Two clients that people have, pysnow and aiosnow, as they come, against the instance on loopback."""

import asyncio
import threading
import warnings
from collections.abc import Iterator

import pysnow
import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from reference_impl.instance import InstanceApi
from tests.reference_impl.instance.surroundings import ADMIN, Surroundings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it is older than the libraries that it stands on
    import aiosnow

    class Agent(aiosnow.TableModel):
        sys_id = aiosnow.fields.String(is_primary=True)
        name = aiosnow.fields.String()
        status = aiosnow.fields.String()


class Silent(WSGIRequestHandler):
    def log(self, *_: object, **__: object) -> None:
        """Nothing is to be read of requests."""


@pytest.fixture
def host() -> Iterator[str]:
    """Where an instance with two MID Servers is."""
    around = Surroundings()
    around.add("oslo")
    server = make_server("127.0.0.1", 0, InstanceApi(around.instance), request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def agents(host: str) -> pysnow.Resource:
    client = pysnow.Client(host=host, user=ADMIN[0], password=ADMIN[1], use_ssl=False)
    client.session.trust_env = False
    return client.resource(api_path="/table/ecc_agent")


def test_pysnow_reads_what_its_query_builder_asks_for(agents: pysnow.Resource) -> None:
    query = pysnow.QueryBuilder().field("name").starts_with("o").OR().field("name").equals("BERLIN")
    query.AND().field("status").is_not_empty()
    found = agents.get(query=query, fields=["name", "validated"], display_value=True)
    assert sorted(each["name"] for each in found.all()) == ["berlin", "oslo"]
    assert [each["name"] for each in agents.get(query={"name": "oslo"}, limit=1).all()] == ["oslo"]


def test_pysnow_adds_changes_and_deletes(agents: pysnow.Resource) -> None:
    assert agents.create(payload={"name": "rome"}).one()["name"] == "rome"
    assert agents.update(query={"name": "rome"}, payload={"status": "Down"}).one()["status"] == "Down"
    assert agents.delete(query={"name": "rome"}) == {"status": "record deleted"}
    assert agents.get(query={"name": "rome"}).one_or_none() is None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_aiosnow_reads_and_changes(host: str) -> None:
    async def use() -> tuple[list[str], str]:
        client = aiosnow.Client(host, basic_auth=ADMIN, use_ssl=False)
        async with Agent(client, table_name="ecc_agent") as model:
            found = await model.get(Agent.name.starts_with("o") | Agent.name.equals("berlin"))
            changed = await model.update(Agent.name == "oslo", {"status": "Down"})
        return sorted(each["name"] for each in found.data), changed.data["status"]

    assert asyncio.run(use()) == (["berlin", "oslo"], "Down")
