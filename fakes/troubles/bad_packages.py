"""Packages with a flaw, as the download site serves them: to whoever asks, in whichever way."""

from collections.abc import Callable

from fakes.network.front import Condition, Fault, SpoiledAnswer
from fakes.network.http_types import Answer, Request, Response, Server
from fakes.releases.builds import Build
from fakes.releases.package_paths import PackagePath, parse_package_path
from fakes.releases.packages.flaws import flawed, held

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


def serving(choosing: Choosing, build: Build, flaw: str) -> Fault:
    """The site serves these packages of a build with a flaw, and all others as they should be."""
    return Fault(_with_flaw(flaw), _is_about(choosing(), build))


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


def _with_flaw(flaw: str) -> SpoiledAnswer:
    def answer(request: Request, server: Server) -> Answer:
        good = server(request)
        if not isinstance(good, Response) or not good.body:
            return good
        return Response(good.status, flawed(held(good.body), flaw), good.headers)

    return answer
