"""The colours, sizes and type scale that every widget draws with."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours; no widget names a colour that is not here."""

    name: str
    canvas: str
    surface: str
    raised: str
    sunken: str
    key: str
    text: str
    muted: str
    disabled: str
    line: str
    line_strong: str
    focus: str
    select: str
    primary: str
    primary_down: str
    on_primary: str
    primary_tint: str
    on_primary_tint: str
    info: str
    info_tint: str
    on_info_tint: str
    warn: str
    on_warn: str
    warn_text: str
    warn_tint: str
    on_warn_tint: str
    danger: str
    danger_down: str
    on_danger: str
    danger_tint: str
    on_danger_tint: str
    saving: str
    saving_tint: str
    on_saving_tint: str
    offline: str
    on_offline: str
    training: str
    on_training: str
    rail: str
    on_rail: str
    rail_active: str
    on_rail_active: str
    rail_mark: str
    on_rail_mark: str


LIGHT: Final = Tokens(
    name="light",
    canvas="#F2F4F1",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#E7EAE5",
    key="#FFFFFF",
    text="#14191B",
    muted="#485257",
    disabled="#636D72",
    line="#D2D7D1",
    line_strong="#79838A",
    focus="#1456C8",
    select="#E2ECFD",
    primary="#0A6B4B",
    primary_down="#07503A",
    on_primary="#FFFFFF",
    primary_tint="#DCF1E7",
    on_primary_tint="#064B35",
    info="#1456C8",
    info_tint="#E2ECFD",
    on_info_tint="#0D3D92",
    warn="#F4B43A",
    on_warn="#2B1B00",
    warn_text="#7D4A00",
    warn_tint="#FDF0D3",
    on_warn_tint="#653C00",
    danger="#B3261E",
    danger_down="#8C1A14",
    on_danger="#FFFFFF",
    danger_tint="#FBE5E2",
    on_danger_tint="#861A14",
    saving="#6A3BAF",
    saving_tint="#EFE7FB",
    on_saving_tint="#4E2789",
    offline="#3E4C59",
    on_offline="#FFFFFF",
    training="#A3126F",
    on_training="#FFFFFF",
    rail="#17211F",
    on_rail="#DDE5E1",
    rail_active="#2A3A35",
    on_rail_active="#FFFFFF",
    rail_mark="#34C390",
    on_rail_mark="#04231A",
)

DARK: Final = Tokens(
    name="dark",
    canvas="#0F1314",
    surface="#191F21",
    raised="#222A2C",
    sunken="#0B0E0F",
    key="#2A3336",
    text="#F0F4F2",
    muted="#B3BDC0",
    disabled="#8B969A",
    line="#343D40",
    line_strong="#7E8B90",
    focus="#8AB8FF",
    select="#14294A",
    primary="#34C390",
    primary_down="#2AA579",
    on_primary="#04231A",
    primary_tint="#11382B",
    on_primary_tint="#8EE8C5",
    info="#8AB8FF",
    info_tint="#14294A",
    on_info_tint="#B9D4FF",
    warn="#F4B43A",
    on_warn="#2B1B00",
    warn_text="#F4B43A",
    warn_tint="#3A2A0B",
    on_warn_tint="#FAD48B",
    danger="#FF8A7E",
    danger_down="#E56F63",
    on_danger="#3A0703",
    danger_tint="#45150F",
    on_danger_tint="#FFC0B8",
    saving="#C6A4FF",
    saving_tint="#2C1D4B",
    on_saving_tint="#DCC8FF",
    offline="#B4C1CC",
    on_offline="#1A242C",
    training="#FF8FCB",
    on_training="#4A0630",
    rail="#0A0E0E",
    on_rail="#C9D3CF",
    rail_active="#22302C",
    on_rail_active="#FFFFFF",
    rail_mark="#34C390",
    on_rail_mark="#04231A",
)

# Every figure below is in logical pixels.
TYPE_LABEL: Final = 14
TYPE_BODY: Final = 16
TYPE_NAME: Final = 18
TYPE_TITLE: Final = 20
TYPE_HEADING: Final = 24
TYPE_STRIP_PRICE: Final = 32
TYPE_BIN: Final = 44
TYPE_TOTAL: Final = 56
TYPE_CHANGE: Final = 96
TYPE_CHANGE_REGISTER: Final = 120
TYPE_CUSTOMER: Final = 160

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 16
SPACE_XL: Final = 24

RADIUS_KEY: Final = 8
RADIUS_CARD: Final = 12
RADIUS_PILL: Final = 18

TARGET: Final = 48
KEY_HEIGHT: Final = 56
ROW_HEIGHT: Final = 64
DIGIT_HEIGHT: Final = 64
TILE_HEIGHT: Final = 72
PRIMARY_HEIGHT: Final = 80
PRIMARY_HEIGHT_HANDHELD: Final = 64
STRIP_HEIGHT: Final = 64
STRIP_HEIGHT_HANDHELD: Final = 52
TOP_HEIGHT: Final = 64
TOP_HEIGHT_HANDHELD: Final = 56
RAIL_WIDTH: Final = 88
RAIL_HEIGHT_UPRIGHT: Final = 72
SIDE_WIDTH: Final = 400
SIDE_WIDTH_NARROW: Final = 344
SIDE_WIDTH_LOW: Final = 320

ICON_KEY: Final = 24
ICON_STRIP: Final = 28

FOCUS_RING: Final = 3
TRAINING_FRAME: Final = 6
SCRIM_ALPHA: Final = 122  # 48 % of 255

SECOND_PRESS_MS: Final = 250
SUCCESS_NOTICE_MS: Final = 4000
PAY_LOCK_MS: Final = 400
HOLD_MS: Final = 1000
FRESH_LINE_MS: Final = 160
