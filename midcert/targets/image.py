"""A target in a container: the protocol is that of a server at a URL, but midcert starts the server and ends it.

One container serves the whole run; after it crashed or hung, the next scenario gets a new one. What an image must do
stands in docs/protocol.md.
"""

import contextlib
from urllib.parse import urlsplit

from docker.errors import DockerException
from msgspec import UnsetType
from msgspec.structs import replace
from requests import RequestException

from fakes.errors import NotVerifiedError, TargetCrashedError, TargetError, TargetHungError
from fakes.network.http_types import Server
from midcert.protocol.control import Control, Setup, SetupAnswer
from midcert.protocol.messages import verb_of
from midcert.targets.container import SECONDS_TO_END, RunningContainer
from midcert.targets.engine import Engine, EngineError
from midcert.targets.http import HttpTransport, UnheardError
from midcert.targets.transport import Ask

__all__ = ["EngineError", "ImageTransport"]


class ImageTransport:
    """A container of an image, in a network of its own.

    Args:
        name: The image: `name[@digest]`, where the digest is its id or that of its manifest in a registry.
        watchdog: Seconds of real time for each answer, and for a container to listen; None for no limit.

    Raises:
        EngineError: There is no engine, or no such image.
    """

    def __init__(self, name: str, watchdog: float | None) -> None:
        self._watchdog = watchdog
        self._container: RunningContainer | None = None
        """None where none runs."""
        self._http: HttpTransport | None = None
        """The way to it."""
        self._said = ""
        """The last words of the container that was ended."""
        with contextlib.ExitStack() as opened:
            self._engine = opened.enter_context(contextlib.closing(Engine()))
            image, _, digest = name.partition("@")
            self._image = self._engine.image(image, digest)
            self._network, self.address = self._engine.network()
            opened.pop_all()

    @property
    def identity(self) -> dict[str, str]:
        """What identifies the image: SHA-256 in hexadecimal, by what was digested."""
        return dict(self._image.identity)

    def deliver(self, message: Control, ask: Ask) -> object:
        """POST the message to the container, which is started where none runs."""
        try:
            container, http = self._running()
            if isinstance(message, Setup):
                container.begin()
            return http.deliver(message, ask)
        except UnheardError as error:
            fault: TargetError = TargetCrashedError(self._why(verb_of(message)) or str(error))
        except (TargetCrashedError, TargetHungError) as error:
            fault = error
        except (EngineError, DockerException, RequestException) as error:
            fault = NotVerifiedError(f"the container engine fails: {error}")
        except BaseException:
            self.abandon()
            raise
        words = self._words()
        self.abandon()
        raise type(fault)(f"{fault}{words}") from None

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:
        """The instance at the port and path that the target has named, in the container whatever host it has named."""
        container, http = self._running()
        if isinstance(setup.instance_url, UnsetType):
            return http.instance_server(setup, timeout)
        url = urlsplit(setup.instance_url)
        if url.scheme != "http":
            raise TargetCrashedError(f"in a container the instance is at http, and not at {setup.instance_url}")
        place = url._replace(netloc=f"{container.address()}:{url.port or 80}")
        return http.instance_server(replace(setup, instance_url=place.geturl()), timeout)

    def errors(self) -> str:
        """The end of what the container has said in this scenario, on standard output and standard error."""
        return self._container.last_words() if self._container else self._said

    def abandon(self) -> None:
        """End the container; the next scenario gets a new one."""
        if self._container is not None:
            self._said = self._container.last_words()
            self._container.remove()
        if self._http is not None:
            self._http.close()
        self._container = self._http = None

    def close(self) -> None:
        """End what was started."""
        if self._http is not None:
            self._http.close()
        self._engine.close()

    def _running(self) -> tuple[RunningContainer, HttpTransport]:
        if self._container is None or self._http is None:
            self._container = RunningContainer(self._engine.start(self._image, self._network), self._network)
            self._container.wait_until_it_listens(self._image.port, self._watchdog)
            url = urlsplit(f"http://{self._container.address()}:{self._image.port}")
            self._http = HttpTransport(url, self._watchdog, address=self.address)
        return self._container, self._http

    def _words(self) -> str:
        """The last words, to be put after what went wrong; of one that has not come up the last line is enough."""
        if self._container is None:
            return ""
        if self._http is None:
            return f"; it said: {line}" if (line := self._container.last_line()) else ""
        return f"; it said:\n{said}" if (said := self._container.last_words()) else ""

    def _why(self, verb: str) -> str:
        """How the container has ended; empty if it has not."""
        ended = self._container.how_it_ended(SECONDS_TO_END) if self._container else ""
        return f"{ended} during {verb}" if ended else ""
