"""The pytest plugin of `--shard`: of all scenarios that would run, those of one part do."""

import msgspec
import pytest

from midcert.results.part import Part, Shard, digest
from midcert.run.certification import SCENARIO, certification_of

OUTPUT = "midcert_part"
"""Under this key a worker of pytest-xdist tells the main process of what it is a part."""


@pytest.hookimpl(trylast=True)  # what is deselected is gone by then, and so are laws, as this comes after them
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the scenarios of the part, and whatever is none."""
    shard: Shard | None = config.option.shard
    if shard is None:
        return
    ids = [item.nodeid for item in items if SCENARIO in item.stash]
    mine = frozenset(shard.of_all(ids))
    others = [item for item in items if item.nodeid in set(ids) - mine]
    certification_of(config).part = Part(shard, len(mine), digest(ids), whole=False)
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


@pytest.hookimpl(trylast=True)  # by then it is known what the whole suite is
def pytest_collection_finish(session: pytest.Session) -> None:
    """Say whether it was the whole suite that was divided; a worker tells of its part."""
    certification = certification_of(session.config)
    if certification.part is None:
        return
    suite = certification.suite_ids
    whole = suite is not None and digest(suite - certification.laws.keys()) == certification.part.divided
    certification.part = msgspec.structs.replace(certification.part, whole=whole)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[OUTPUT] = msgspec.json.encode(certification.part).decode()


def received(text: str) -> Part:
    """What a worker has told."""
    return msgspec.json.decode(text, type=Part)
