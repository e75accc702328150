"""The container engine of this machine, by testcontainers: which images it has, and containers of them.

Whatever is made here bears the label of its run, by which all of it is removed in the end. Nothing is ever pulled.
"""

import contextlib
import re
import secrets
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from docker.errors import APIError, DockerException, ImageNotFound
from testcontainers.core.docker_client import DockerClient, get_docker_host

from fakes.text import on_one_line

if TYPE_CHECKING:
    from docker.models.containers import Container
    from docker.models.images import Image

LABEL = "midcert.run"
"""Of each container and network; its value is another for each run."""
SECONDS_TO_ANSWER = 30
"""Of real time, for the engine."""
NOBODY = "192.0.2.1"
"""An address where nobody is (RFC 5737): containers ask there for names."""
LIMITS: Mapping[str, Any] = {
    "cap_drop": ["ALL"],
    "cpu_period": 100_000,
    "cpu_quota": 200_000,  # two processors
    "dns": [NOBODY],
    "mem_limit": "2g",
    "memswap_limit": "2g",
    "pids_limit": 512,
    "read_only": True,
    "security_opt": ["no-new-privileges"],
    "tmpfs": {"/tmp": "size=64m,mode=1777"},  # noqa: S108 - the container's own
}
"""What a container may use; docs/protocol.md tells implementers."""


class EngineError(Exception):
    """The engine cannot do it; the message is one line, to be put after what the user wrote."""


@dataclass(frozen=True)
class ReadyImage:
    """An image that the engine has."""

    id: str
    """Such as "sha256:0a1b..."."""
    port: int
    """Where a container of it listens."""
    identity: Mapping[str, str]
    """SHA-256 in hexadecimal, by what was digested: the image itself, and its manifests in registries."""


class Engine:
    """The engine that DOCKER_HOST names, or the present context of Docker.

    Raises:
        EngineError: None answers.
    """

    def __init__(self) -> None:
        with _asked(f"needs a container engine, and none can be had at {get_docker_host() or 'the default socket'}"):
            self._client = DockerClient(timeout=SECONDS_TO_ANSWER)
        self._docker = self._client.client
        self._run = secrets.token_hex(8)
        self._labels = {LABEL: self._run}

    def image(self, name: str, digest: str) -> ReadyImage:
        """The image of this name, which must have this digest unless that is empty.

        Raises:
            EngineError: There is none, or it does not say where it listens.
        """
        if not name:
            raise EngineError("names no image: use image:name[@digest]")
        found = self._found(name, digest)
        manifests = dict(each.rsplit("@", 1) for each in found.attrs["RepoDigests"] or ())
        if digest and digest not in (found.id, *manifests.values()):
            raise EngineError(f"the image {name} that the engine has is another: {found.id}")
        ports = sorted(found.attrs["Config"].get("ExposedPorts") or ())
        if len(ports) != 1 or not (port := re.fullmatch(r"(\d+)/tcp", ports[0])):
            raise EngineError(
                f"must expose one TCP port, where it listens (EXPOSE); it exposes {', '.join(ports) or 'none'}"
            )
        digests = {f"{name} (image id)": found.id} | {f"{each} (manifest)": manifests[each] for each in manifests}
        return ReadyImage(found.id, int(port[1]), {each: digest.partition(":")[2] for each, digest in digests.items()})

    def network(self) -> tuple[str, str]:
        """Make a network that leads nowhere but to this machine; its name, and our address there.

        Raises:
            EngineError: There can be none, or the engine is on another machine.
        """
        name = f"midcert-{self._run}"
        with _asked("there can be no network for it"):
            made = self._client.client_networks_create(name, {"internal": True, "labels": self._labels})
            made.reload()
        address = str(made.attrs["IPAM"]["Config"][0]["Gateway"])
        try:
            socket.create_server((address, 0)).close()
        except OSError as error:
            raise EngineError(
                f"the engine must be on this machine: its address {address} is not ours: {error.strerror}"
            ) from None
        return name, address

    def start(self, image: ReadyImage, network: str) -> "Container":
        """Start a container.

        Raises:
            EngineError: It cannot be started.
        """
        with _asked("no container of it can be started"):
            made = self._client.create(image.id, labels=self._labels, network=network, **LIMITS)
            self._client.start(made)
        return made

    def close(self) -> None:
        """Remove what was made here."""
        everything = {"label": f"{LABEL}={self._run}"}
        with contextlib.suppress(DockerException, requests.RequestException):
            for container in self._docker.containers.list(all=True, filters=everything):
                container.remove(force=True, v=True)
            for network in self._docker.networks.list(filters=everything):
                network.remove()
        self._docker.close()

    def _found(self, name: str, digest: str) -> "Image":
        """By name and digest, as a registry knows it, or else by the name alone: `image` compares."""
        for wanted in (f"{name}@{digest}", name) if digest else (name,):
            with contextlib.suppress(ImageNotFound), _asked(f"the engine cannot look for {wanted}"):
                return self._docker.images.get(wanted)
        raise EngineError(
            f"is not among the engine's images, and midcert pulls none: build it, load it, or docker pull {name}"
        )


@contextlib.contextmanager
def _asked(what: str) -> Iterator[None]:
    """Whatever the engine refuses, or does not answer, in one line that begins with this."""
    try:
        yield
    except ImageNotFound:
        raise
    except APIError as error:
        raise EngineError(f"{what}: {error.explanation or error}") from None
    except (DockerException, requests.RequestException) as error:
        raise EngineError(f"{what}: {_root(error)}") from None


def _root(error: BaseException) -> str:
    """What an error comes from in the end: the system's own words where there are any."""
    while error.__context__ is not None:
        error = error.__context__
    return getattr(error, "strerror", None) or on_one_line(str(error))
