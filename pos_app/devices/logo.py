"""Logo knows how a store's picture is made ready for thermal paper, and kept."""

from __future__ import annotations

import io
import logging
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from pos_app.devices.raster_line import without_questions
from pos_app.devices.receipt_barcode import PAPER_DOTS

# Two centimetres and a half at 203 dots an inch: no receipt begins with half a page of picture.
HEIGHT_DOTS_MAX = 200
logger = logging.getLogger(__name__)


def logo_png(picture: Path) -> bytes:
    """The picture in black and white, in the middle of the paper, never enlarged.

    Errors: OSError when it is not there or is no picture.
    """
    with Image.open(picture) as opened:
        flat = Image.new("RGBA", opened.size, "white")
        flat.alpha_composite(opened.convert("RGBA"))
    grey = ImageOps.grayscale(flat)
    grey.thumbnail((PAPER_DOTS, HEIGHT_DOTS_MAX))
    paper = Image.new("1", (PAPER_DOTS, grey.height), 1)
    paper.paste(grey.convert("1"), ((PAPER_DOTS - grey.width) // 2, 0))
    buffer = io.BytesIO()
    without_questions(paper).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def stored_logo(place: Path) -> Image.Image | None:
    """The logo of this device, None where there is none: no receipt fails for its picture."""
    try:
        with Image.open(place) as opened:
            return opened.convert("1")
    except FileNotFoundError:
        return None
    except (OSError, UnidentifiedImageError):
        logger.warning("%s is no picture; receipts are printed without it", place)
        return None
