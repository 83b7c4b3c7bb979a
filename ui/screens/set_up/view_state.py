"""What set-up shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


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
    progress_text: str
    progress_permille: int
    primary: str
    can_go_on: bool
    busy: bool
    can_edit: bool = True
