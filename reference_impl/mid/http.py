"""HTTP as a MID Server speaks it: without cookies, redirects or proxies from the environment."""

from typing import Any

import requests
from requests.adapters import HTTPAdapter


class HttpClient:
    """Asks servers, all with the same login."""

    def __init__(self, timeout: float, login: tuple[str, str] | None = None) -> None:
        self._timeout, self._login = timeout, login
        self._adapter = HTTPAdapter()

    def ask(self, method: str, url: str, **options: Any) -> requests.Response:  # noqa: ANN401 - of requests
        """The answer to one request, read to its end; the options are those of `requests`.

        Raises:
            requests.RequestException: There is none.
        """
        request = requests.Request(method, url, auth=self._login, **options).prepare()
        answer = self._adapter.send(request, timeout=self._timeout)
        answer.content  # noqa: B018 - reading it frees the connection
        return answer
