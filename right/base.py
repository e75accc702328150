"""What all right variants share: the freedom that they use, and how to run them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from midcert.adapter import Adapter, System
from midcert.protocol.control import InstanceSetup
from reference_impl.instance import Instance, InstanceApi
from reference_impl.mid import MidServer, Sleep, Surroundings
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.waiting import Waiting


class RightMidServer(MidServer):
    """The reference MID Server, but for one thing that nobody has prescribed."""

    freedom: ClassVar[str]
    """The sentence that leaves it free, and where it stands."""
    reads_otherwise: ClassVar[Sequence[str]] = ()
    """The ids of the interpreted rules that it understands in another way than the suite does."""

    def __init_subclass__(cls, freedom: str = "", reads_otherwise: Sequence[str] = ()) -> None:
        cls.reads_otherwise = reads_otherwise
        if freedom:
            cls.freedom = freedom

    @classmethod
    def target(cls, system: System) -> Adapter:
        """The factory that `--target` wants."""
        return Adapter(system, mid=cls)


class Polling(RightMidServer):
    """One that hears no call, and looks into its queue from time to time."""

    poll_period = timedelta(seconds=40)

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        self.next_look = self.started

    def wait(self, until: datetime) -> Waiting:
        """Let time pass, and look into the queue meanwhile."""
        while self.host.now() < until and (self.is_busy or not (self.orders or self.is_behind)):
            yield Sleep(min(until, self.commands.next_end or until, self.next_look))
            self.commands.finish(hold=self.holds_results())
            if self.host.now() >= self.next_look:
                self.look()

    def look(self) -> None:
        """Take what may be taken."""
        self.next_look = self.host.now() + self.poll_period
        self.answer_call()


class RightInstance(Instance):
    """The reference instance, but for one thing that nobody has prescribed."""

    freedom: ClassVar[str]
    """The sentence that leaves it free, and where it stands."""
    reads_otherwise: ClassVar[Sequence[str]] = ()
    """The ids of the interpreted rules that it understands in another way than the suite does."""
    api: ClassVar[type[InstanceApi]] = InstanceApi

    def __init_subclass__(cls, freedom: str, reads_otherwise: Sequence[str] = ()) -> None:
        cls.freedom, cls.reads_otherwise = freedom, reads_otherwise

    def __init__(
        self, now: Callable[[], datetime], new_id: Callable[[], str], stamp: str, builds: Sequence[str]
    ) -> None:
        super().__init__(now, new_id, stamp, builds)
        self.now = now

    @classmethod
    def target(cls, system: System) -> Adapter:
        """The factory that `--target` wants."""
        return InstanceAdapter(system, instance=cls)

    def go_on(self) -> datetime | None:
        """Do what is due by now; when there will be something to do."""
        return None


class InstanceAdapter(Adapter):
    """Gives an instance time of its own, and its own way to answer."""

    def advance(self, to: datetime) -> datetime | None:
        """Do all that is due; when something will be due next."""
        due = [super().advance(to)]
        if isinstance(self._instance, RightInstance):
            due.append(self._instance.go_on())
        return min((time for time in due if time is not None), default=None)

    def _make_instance(self, about: InstanceSetup) -> None:
        super()._make_instance(about)
        if isinstance(self._instance, RightInstance):
            self.instance_application = self._instance.api(self._instance)
