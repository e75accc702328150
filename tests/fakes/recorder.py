"""A way to the instance that remembers what was asked."""

from fakes.network.http_types import Answer, Request


class Recorder:
    """Gives one answer to every request and keeps the requests."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        self.requests.append(request)
        return self.answer
