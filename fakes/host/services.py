"""The services of a host, other than that of its MID Server."""

from fakes.host.files import HostError

APPLICATION_EXPERIENCE = "AeLookupSvc"
RUNNING, STOPPED, DISABLED = "running", "stopped", "disabled"
STATES = (RUNNING, STOPPED, DISABLED)
NO_SUCH_SERVICE = "The specified service does not exist as an installed service"


class Services:
    """Their states, by name; Windows brings Application Experience along, and Linux has none unless it is set."""

    def __init__(self, *, windows: bool) -> None:
        self._windows = windows
        self._states: dict[str, str] = {}
        self.work_again()

    def set_state(self, service: str, state: str) -> None:
        """From now on a service is in this state."""
        self._states[service.lower()] = state

    def work_again(self) -> None:
        """All that are there run."""
        self._states = {APPLICATION_EXPERIENCE.lower(): RUNNING} if self._windows else {}

    def state(self, service: str) -> str:
        """The state of a service; Windows does not heed upper and lower case."""
        try:
            return self._states[service.lower()]
        except KeyError:
            raise HostError(f"{service} ({NO_SUCH_SERVICE})") from None

    @property
    def programs_are_held(self) -> bool:
        """Whether Windows lets no file of a program be replaced, as while Application Experience is disabled.

        Source: KB0597552.
        """
        return self._windows and self._states.get(APPLICATION_EXPERIENCE.lower()) == DISABLED
