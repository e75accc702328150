"""The reference MID Server: one generator per process, which yields what it waits for."""

from reference_impl.mid.http import Http
from reference_impl.mid.server import MidServer, Surroundings
from reference_impl.mid.waiting import Listen, Process, Sleep

__all__ = ["Http", "Listen", "MidServer", "Process", "Sleep", "Surroundings"]
