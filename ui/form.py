"""The three shapes the window takes, chosen by its logical width."""

from enum import Enum
from typing import Protocol, runtime_checkable

from ui.theme.tokens import SIDE_WIDTH, SIDE_WIDTH_LOW, SIDE_WIDTH_NARROW

WIDE_FROM_PX = 1000
UPRIGHT_FROM_PX = 600
ROOMY_FROM_PX = 1200


class Form(Enum):
    """How much fits side by side; a screen moves its widgets when the form changes."""

    WIDE = "wide"
    UPRIGHT = "upright"
    HANDHELD = "handheld"


@runtime_checkable
class FormAware(Protocol):
    """A screen that moves its widgets when the window's form changes."""

    def set_form(self, form: Form) -> None:
        """Lay out for this form, keeping all state."""


def form_for(width_px: int, height_px: int) -> Form:
    """WIDE from 1000 px, UPRIGHT from 600, HANDHELD below; a low lying tablet counts as WIDE."""
    if width_px >= WIDE_FROM_PX or (width_px >= UPRIGHT_FROM_PX and width_px > height_px):
        return Form.WIDE
    return Form.UPRIGHT if width_px >= UPRIGHT_FROM_PX else Form.HANDHELD


def side_width_px(width_px: int) -> int:
    """The side column of a WIDE window: 400, 344 below 1200 px, 320 on a small lying tablet."""
    if width_px >= ROOMY_FROM_PX:
        return SIDE_WIDTH
    return SIDE_WIDTH_NARROW if width_px >= WIDE_FROM_PX else SIDE_WIDTH_LOW
