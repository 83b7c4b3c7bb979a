"""Refusals of this chapter say why a device is not set up."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class CodeWrong(Refusal):
    """Head office knows no such code."""


@dataclass
class CodeUsed(Refusal):
    """The code has set up a device already."""


@dataclass
class CodeExpired(Refusal):
    """The code is older than its validity."""


@dataclass
class CentreNotPrivate(Refusal):
    """Head office's address has no https: whoever is on the line would read the device's token and key."""
