"""Refusals of points know why they do not pay."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class NobodysPoints(Refusal):
    """The sale is nobody's, so that there are no points to pay with."""


@dataclass
class PointsTooFew(Refusal):
    """Points pay no more than this now; is_offline: the centre may know of more."""

    pays: Money
    is_offline: bool
