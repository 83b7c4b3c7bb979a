"""What set-up shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """Where a step of the set-up is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class StepState:
    """One step on the way to the first sale."""

    stage: Stage
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class SetUpState:
    """How far the set-up is; card figures are the outline of a loyalty card in logical pixels."""

    code: str
    device_class: str
    scale_text: str
    card_width_px: int
    card_height_px: int
    message: str
    message_tone: str
    steps: tuple[StepState, ...]
    progress_text: str
    progress_left: str
    progress_permille: int
    primary: str
    can_go_on: bool
    busy: bool
    can_edit: bool = True
