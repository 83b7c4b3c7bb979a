"""Which department a gift belongs to, and which of UK's VAT rates it carries, by the words of its name."""

import re

_DEPARTMENTS: tuple[tuple[str, str], ...] = (
    (
        "Christmas",
        r"christmas|santa|bauble|advent|reindeer|snowm[ae]n|nativity|mistletoe|noel|tinsel|rudolph|stocking",
    ),
    ("Easter & seasons", r"easter|halloween|valentine"),
    (
        "Home & decoration",
        r"cushion|curtain|\bthrow\b|\bsign\b|doorsign|\bclock\b|mirror|wall art|\bframe\b",
    ),
    (
        "Candles & lights",
        r"candle|t-light|lantern|\blights?\b|\blamp|incense|votive|tealight|oil burner|scented",
    ),
    (
        "Bathroom & laundry",
        r"bathroom|\bsoap|toilet|flannel|sponge|laundry|washing|hot water|\bpegs?\b|plasters|hand warmer|roll towel",
    ),
    (
        "Bags & umbrellas",
        r"\bbags?\b(?! charm)|purse|shopper|wallet|washbag|handbag|backpack|luggage|passport|\btote\b|umbrella|parasol",
    ),
    (
        "Jewellery & hair",
        r"necklace|earring|bracelet|\bring\b(?! stand)|brooch|\bhair|bangle|pendant|lariat|tiara|charm|choker"
        r"|bead|jewellery|\bcomb\b",
    ),
    (
        "Gift wrap & party",
        r"wrap|ribbon|tissue|bunting|balloon|party|napkin|paper chain|paper (plate|cup)|straws|\bgift|confetti"
        r"|garland",
    ),
    (
        "Cards & stationery",
        r"\bcards?\b(?! holder)|pencil|\bpens?\b|notebook|sketchbook|journal|ruler|sharpener|eraser|stationery"
        r"|sticker|envelope|calendar|memo|magnet|\bbook|notelet|\bstamp|\btape\b|album|postcard|crayon|rubbers?$",
    ),
    (
        "Toys & games",
        r"\btoys?\b|\bgame|jigsaw|puzzle|\bdoll\b|skittles|playing|domino|skipping|robot|dinosaur|puppet|marbles"
        r"|ludo|snakes|teddy|spinning|rocket|flying disc|building block|harmonica|tattoo|magic|helicopter|child|kids",
    ),
    (
        "Kitchen & dining",
        r"\bcake|\bmugs?\b|\bcups?\b|saucer|plate\b|plates\b|bowl|teapot|kitchen|apron|cutlery|spoon|fork|baking"
        r"|cook|recipe|\bjug|bottle|\btea\b|coffee|lunch|snack|\bjam\b|biscuit|toast|bread|coaster|placemat|oven"
        r"|(wine|tea|drinking) glass|goblet|pantry|\bjars?\b|\btins?\b|\btray|\begg\b|sugar|butter\b|doily|doilies"
        r"|scales|ladle|\bpan\b|mould|cutter|beaker|picnic|\bfood|salad|dish|breakfast|measuring",
    ),
    (
        "Garden",
        r"garden|plant|watering|birdhouse|bird ?(cage|feeder|bath)|\bseed|doormat|windmill|wheelbarrow|trowel"
        r"|hammock|thermometer|\bherb|flower ?pot|gnome|\bgrow|secateurs",
    ),
    (
        "Storage & hooks",
        r"storage|\bbox|hook|drawer|basket|hanger|cabinet|shelf|\brack|chest|crate|organiser|tidy|\bbin\b|knob",
    ),
)
_COMPILED = tuple((name, re.compile(words)) for name, words in _DEPARTMENTS)
# VAT Notice 701/10: printed books are zero-rated, blank books, diaries and stationery are not.
_ZERO_RATED = re.compile(r"colouring book|story ?book|cook ?book$")
# Offensive Weapons Act 2019: no blades to under 18; a spoon with a blunt table knife is no such item.
_BLADE = re.compile(r"\bknife\b|\bknives\b|sword\b|\baxe\b")


def department_of(name: str) -> str:
    """Return the department of a readable gift name."""
    lowered = name.lower()
    for department, words in _COMPILED:
        if words.search(lowered):
            return department
    return "Home & decoration"


def vat_code_of(name: str) -> str:
    """Return S or Z for a readable gift name."""
    return "Z" if _ZERO_RATED.search(name.lower()) else "S"


def age_limit_of(name: str) -> int:
    """Return the lowest age in years at which a gift may be bought, 0 for any."""
    return 18 if _BLADE.search(name.lower()) else 0
