"""Every crash state runs on the machine with the disk in memory."""

from tests.crash_states.machine import machine

__all__ = ["machine"]
