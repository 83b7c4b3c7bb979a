"""GS1 content knows what may stand in data whose form is right: countries, places on the globe, positions, proofs.

A till sells by none of it, so nothing here refuses a code: what is odd is told to whoever looks at the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pos_app.domain.application_identifiers import identifier
from pos_app.domain.element_string import Elements

# ISO 3166: each country with its number.
_NUMBERED = """
AF:004 AL:008 AQ:010 DZ:012 AS:016 AD:020 AO:024 AG:028 AZ:031 AR:032 AU:036 AT:040 BS:044 BH:048 BD:050 AM:051 BB:052
BE:056 BM:060 BT:064 BO:068 BA:070 BW:072 BV:074 BR:076 BZ:084 IO:086 SB:090 VG:092 BN:096 BG:100 MM:104 BI:108 BY:112
KH:116 CM:120 CA:124 CV:132 KY:136 CF:140 LK:144 TD:148 CL:152 CN:156 TW:158 CX:162 CC:166 CO:170 KM:174 YT:175 CG:178
CD:180 CK:184 CR:188 HR:191 CU:192 CY:196 CZ:203 BJ:204 DK:208 DM:212 DO:214 EC:218 SV:222 GQ:226 ET:231 ER:232 EE:233
FO:234 FK:238 GS:239 FJ:242 FI:246 AX:248 FR:250 GF:254 PF:258 TF:260 DJ:262 GA:266 GE:268 GM:270 PS:275 DE:276 GH:288
GI:292 KI:296 GR:300 GL:304 GD:308 GP:312 GU:316 GT:320 GN:324 GY:328 HT:332 HM:334 VA:336 HN:340 HK:344 HU:348 IS:352
IN:356 ID:360 IR:364 IQ:368 IE:372 IL:376 IT:380 CI:384 JM:388 JP:392 KZ:398 JO:400 KE:404 KP:408 KR:410 KW:414 KG:417
LA:418 LB:422 LS:426 LV:428 LR:430 LY:434 LI:438 LT:440 LU:442 MO:446 MG:450 MW:454 MY:458 MV:462 ML:466 MT:470 MQ:474
MR:478 MU:480 MX:484 MC:492 MN:496 MD:498 ME:499 MS:500 MA:504 MZ:508 OM:512 NA:516 NR:520 NP:524 NL:528 CW:531 AW:533
SX:534 BQ:535 NC:540 VU:548 NZ:554 NI:558 NE:562 NG:566 NU:570 NF:574 NO:578 MP:580 UM:581 FM:583 MH:584 PW:585 PK:586
PA:591 PG:598 PY:600 PE:604 PH:608 PN:612 PL:616 PT:620 GW:624 TL:626 PR:630 QA:634 RE:638 RO:642 RU:643 RW:646 BL:652
SH:654 KN:659 AI:660 LC:662 MF:663 PM:666 VC:670 SM:674 ST:678 SA:682 SN:686 RS:688 SC:690 SL:694 SG:702 SK:703 VN:704
SI:705 SO:706 ZA:710 ZW:716 ES:724 SS:728 SD:729 EH:732 SR:740 SJ:744 SZ:748 SE:752 CH:756 SY:760 TJ:762 TH:764 TG:768
TK:772 TO:776 TT:780 AE:784 TN:788 TR:792 TM:795 TC:796 TV:798 UG:800 UA:804 MK:807 EG:818 GB:826 GG:831 JE:832 IM:833
TZ:834 US:840 VI:850 BF:854 UY:858 UZ:860 VE:862 WF:876 WS:882 YE:887 ZM:894
"""
_COUNTRIES = dict(pair.split(":") for pair in _NUMBERED.split())
_NUMBERS = frozenset(_COUNTRIES.values())
_ANY_COUNTRY = "999"
_DEGREES_90, _DEGREES_180 = (
    1_800_000_000,
    3_600_000_000,
)  # ten millionths, from the south pole and from 180° west
_POSITION = re.compile(r"([1-9]\d*)/([1-9]\d*)")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}")
# GS1 General Specifications 7.9.5: how the two check characters of a model number are reckoned.
_SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_MODEL_DIVISOR = 1021
_ACCOUNT_DIVISOR = 97


def odd_parts(elements: Elements) -> tuple[tuple[str, str], ...]:
    """The identifiers whose data names what does not exist, each with what it should be."""
    found: list[tuple[str, str]] = []
    for element in elements:
        known = identifier(element.identifier)
        assert known is not None, "an element that was not checked"
        for component, part in zip(known.components, known.parts(element.value), strict=True):
            found += [(element.identifier, words) for words in _missed(component.checks, part)]
    return tuple(found)


def _missed(checks: tuple[str, ...], part: str | None) -> tuple[str, ...]:
    """What a part of the data should have been; one that may be absent, and is, is right."""
    if part is None:
        return ()
    made = (_CONTENT[check] for check in checks if check in _CONTENT)
    return tuple(words for words, holds in made if not holds(part))


def _is_position(text: str) -> bool:
    found = _POSITION.fullmatch(text)
    return found is not None and int(found[1]) <= int(found[2])


def _is_account(text: str) -> bool:
    """ISO 13616: behind its first four characters put last, letters as numbers from 10, one is left over."""
    if not _ACCOUNT.fullmatch(text):
        return False
    digits = "".join(str(int(character, 36)) for character in text[4:] + text[:4])
    return int(digits) % _ACCOUNT_DIVISOR == 1


def _is_model(text: str) -> bool:
    body, proof = text[:-2], text[-2:]
    if len(body) > len(_PRIMES):
        return False
    weights = _PRIMES[: len(body)][::-1]
    left = sum(
        _SET_82.index(character) * weight for character, weight in zip(body, weights, strict=True)
    )
    high, low = divmod(left % _MODEL_DIVISOR, len(_SET_32))
    return proof == _SET_32[high] + _SET_32[low]


_CONTENT: dict[str, tuple[str, Callable[[str], bool]]] = {
    "iso3166": ("a country's number", _NUMBERS.__contains__),
    "iso3166999": ("a country's number", {*_NUMBERS, _ANY_COUNTRY}.__contains__),
    "iso3166alpha2": ("a country's two letters", _COUNTRIES.__contains__),
    "latitude": ("a latitude", lambda text: int(text) <= _DEGREES_90),
    "longitude": ("a longitude", lambda text: int(text) <= _DEGREES_180),
    "pcenc": ("text with % only before two hexadecimal digits", lambda t: not _PERCENT.search(t)),
    "importeridx": ("one letter or digit", lambda text: text.isalnum() or text in "-_"),
    "mediatype": (
        "a type from 01 to 10 or from 80",
        lambda text: "01" <= text <= "10" or text >= "80",
    ),
    "iso5218": ("0, 1, 2 or 9", lambda text: text in "0129"),
    "winding": ("0, 1 or 9", lambda text: text in "019"),
    "posinseqslash": ("a position of so many, as 1/3", _is_position),
    "iban": ("an account's number with its right proof", _is_account),
    "csumalpha": ("a number with its right check characters", _is_model),
}
