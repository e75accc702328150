"""Packages with a flaw, as the download site serves them: to whoever asks, in whichever way."""

from collections.abc import Callable, Mapping, Sequence

from fakes.host.host import Host
from fakes.network.front import Condition, Fault, SpoiledAnswer
from fakes.network.http_types import Answer, Request, Response, Server
from fakes.releases.builds import Build
from fakes.releases.download_site import signed_package
from fakes.releases.package_paths import PackagePath, parse_package_path
from fakes.releases.packages.flaws import flawed, held
from fakes.releases.packages.stored import STORED

EXCHANGED = "whose file is exchanged on the host before the next one is asked for"
"""A flaw that a package gets where it lies."""

Hosts = Callable[[], Sequence[Host]]
Choice = Callable[[str], bool]
"""Whether a package of this name, such as "mid-core", is one of those meant."""
Choosing = Callable[[], Choice]
"""Begins to choose: what is chosen may hang on what was asked for before."""


def all_of_them() -> Choice:
    """Every package."""
    return lambda _: True


def java_runtime() -> Choice:
    """The one with the Java runtime."""
    return lambda name: name == "mid-jre"


def asked_for(number: int) -> Choosing:
    """The first one, or the second, in the order in which they are first downloaded."""

    def begin() -> Choice:
        order: list[str] = []

        def choose(name: str) -> bool:
            if name not in order:
                order.append(name)
            return order.index(name) == number - 1

        return choose

    return begin


def serving(choosing: Choosing, build: Build, flaw: str, hosts: Hosts = list) -> Fault:
    """The site serves these packages of a build with a flaw, and all others as they should be.

    Raises:
        ValueError: There is no such package: those of the real jarsigner are Java runtimes, and of some builds alone.
    """
    if flaw in STORED:
        if choosing is not java_runtime:
            raise ValueError(f"there is no package but the Java runtime {flaw}")
        flawed(held(signed_package("mid-jre", build)), flaw)
    if flaw == EXCHANGED:
        return Fault(_Exchange(choosing(), hosts), _is_about(all_of_them(), build))
    return Fault(serving_flawed(flaw), _is_about(choosing(), build))


def serving_flawed(flaw: str) -> SpoiledAnswer:
    """Answers with the package that was asked for, but with this flaw."""

    def answer(request: Request, server: Server) -> Answer:
        good = server(request)
        if not isinstance(good, Response) or not good.body:
            return good
        return Response(good.status, flawed(held(good.body), flaw), good.headers)

    return answer


class _Exchange:
    """Serves good packages, and meanwhile somebody is at work on the hosts."""

    def __init__(self, is_chosen: Choice, hosts: Hosts) -> None:
        self._is_chosen, self._hosts = is_chosen, hosts
        self._served = b""

    def __call__(self, request: Request, server: Server) -> Answer:
        answer, path = server(request), _package_path(request)
        if not isinstance(answer, Response) or path is None:
            return answer
        if self._is_chosen(path.package):
            self._served = answer.body
        elif self._served:
            for host in self._hosts():
                host.exchange(self._served, flawed(held(self._served), "with a changed file"))
        return answer


def with_flaw(packages: Mapping[str, bytes], choosing: Choosing, flaw: str) -> dict[str, bytes]:
    """Packages by the names of their files, of which these have a flaw."""
    is_chosen = choosing()
    return {
        file: flawed(held(content), flaw) if is_chosen(file.partition(".")[0]) else content
        for file, content in packages.items()
    }


def _is_about(is_chosen: Choice, build: Build) -> Condition:
    def applies_to(request: Request) -> bool:
        path = _package_path(request)
        return path is not None and request.method == "GET" and path.build == build and is_chosen(path.package)

    return applies_to


def _package_path(request: Request) -> PackagePath | None:
    try:
        return parse_package_path(request.path)
    except ValueError:
        return None
