"""ZPL knows how a label document is said in ZPL II, the language of label printers: text alone, for whichever printer.

Words are UTF-8 (^CI28); what the language itself uses is written in hexadecimal (^FH). GS1-128 begins with FNC1.
"""

from __future__ import annotations

from pos_app.domain.label_document import Bars, BarsKind, LabelDocument, Rule, Words

# The heads of label printers have 8 or 12 dots a millimetre, and are called by dots an inch.
COARSE, FINE = 203, 300
_DOTS_A_MILLIMETRE = {COARSE: 8, FINE: 12}
_TENTHS = 10
_MILLIMETRE_UM = 1_000
_ESCAPED = {character: f"_{ord(character):02X}" for character in "^~_"}
# Beginnings of Code 128 in ^BC: `>:` is code set B, `>;` code set C; a `>` itself is `>0` (ZPL II guide, ^BC).
_BEGIN_B, _BEGIN_C, _FNC1, _GREATER = ">:", ">;", ">8", ">0"


def zpl_of(document: LabelDocument, dots_per_inch: int = COARSE) -> str:
    """The label as one format, from ^XA to ^XZ."""
    fine = _DOTS_A_MILLIMETRE[dots_per_inch]
    size = f"^PW{_dots(document.width, fine)}^LL{_dots(document.height, fine)}"
    fields = "\n".join(_field(part, fine) for part in document.parts)
    return f"^XA^CI28{size}^LH0,0\n{fields}\n^XZ\n"


def _field(part: Words | Bars | Rule, fine: int) -> str:
    at = f"^FO{_dots(part.left, fine)},{_dots(part.top, fine)}"
    height = _dots(part.height, fine)
    if isinstance(part, Rule):
        return f"{at}^GB{_dots(part.width, fine)},{max(1, height)},{height}^FS"
    if isinstance(part, Bars):
        module = max(1, part.module_um * fine // _MILLIMETRE_UM)
        bars = f"^BY{module}^BCN,{height},N,N,N"
        return f"{at}{bars}^FH^FD{_escaped(_bars_data(part))}^FS"
    # one line, cut at its width
    block = f"^FB{_dots(part.width, fine)},1"
    return f"{at}^A0N,{height}{block}^FH^FD{_escaped(part.text)}^FS"


def _bars_data(part: Bars) -> str:
    data = part.data.replace(">", _GREATER)
    if part.kind is BarsKind.CODE_128:
        return _BEGIN_B + data
    even = len(part.data) % 2 == 0 and part.data.isdigit()
    return (_BEGIN_C if even else _BEGIN_B) + _FNC1 + data


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


def _dots(tenths: int, fine: int) -> int:
    return tenths * fine // _TENTHS
