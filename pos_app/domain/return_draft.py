"""Return draft knows what a return will say once its money went back; it is kept in the intent of the refund."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import LineNumber


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """What comes back, in thousandths by line of the sale, why, where it goes, and who had to allow it ("" for nobody).

    reason, condition: values of ReturnReason and ReturnCondition. is_gift: by a paper without prices.
    """

    parts: tuple[tuple[LineNumber, int], ...]
    reason: str
    condition: str
    allowed_by: str = ""
    is_gift: bool = False
