"""The people of the demo: invented staff, and invented names for the real customer numbers."""

from collections.abc import Iterable, Iterator
from typing import Any

from pos_app.domain.gs1 import check_digit
from resources.demo.chance import draw
from resources.demo.lines import RetailLine
from resources.demo.stores import LARGE, SMALL

CUSTOMER_COLUMNS = (
    "customer_number",
    "name",
    "email",
    "phone",
    "consent_marketing",
    "consent_history",
    "points",
    "loyalty_card",
    "country",
)
_GIVEN_NAMES = (
    "Ada Agnes Albert Alice Amos Anton Arlo Astrid Beatrix Benno Bertha Bruno Cato Celia "
    "Clara Conrad Cora Cyril Daphne Dora Edgar Edith Elias Elma Emil Enid Esme Ezra Felix "
    "Fern Flora Frida Gilda Greta Gus Hanno Hazel Hector Hilda Hugo Ida Ines Iris Ivo Jasper "
    "Jonas Juno Karl Lara Lena Leo Linus Lotte Lyra Mabel Magnus Maud Mila Milo Nell Nora "
    "Olive Orla Oscar Otto Pearl Percy Petra Piers Quentin Ralph Rhea Rosa Rufus Selma Silas "
    "Stella Sybil Tess Theo Thora Tilda Ulla Vera Viola Walter Wilma Yara Zelda"
)
_GIVEN = _GIVEN_NAMES.split()
_FAMILY_NAMES = (
    "Alderbrook Appleyard Ashgrove Bellweather Birchall Blackthorn Bramblewood Brightwater "
    "Briarley Cloverfield Copperfield Cottonwood Cranewell Dapplemere Darkwater Elderfen "
    "Elmstead Everdale Fairweather Fallowfield Fennimore Fernsby Foxglove Frostley Gladwell "
    "Goldcrest Goosemoor Greenhalgh Hartwell Hathersedge Hawkshaw Hazelmere Heatherington "
    "Hollybrook Honeyfield Inglewood Ivyleigh Juniperson Kestrelby Kingfisherly Larkspur "
    "Lavenderly Lindenbaum Longacre Lovelace Maplethorpe Marlowe Marshfield Meadowcroft "
    "Merrydew Mistlebrook Moonraker Mossgrove Nightingale Northwind Oakhurst Otterburn Oxlade "
    "Pebblesworth Pennyfeather Pinewood Plumtree Quailford Quickthorn Ravenscar Redfern "
    "Riverdale Rookwood Rosethorn Rowanberry Sandpiper Silverdale Skylark Snowdrop "
    "Sparrowhawk Springfield Starling Stonebridge Summerhill Swallowdale Thistlewood "
    "Thornbury Tidewater Underhill Valerian Violetta Waterlow Westerling Whitethorn Wildgoose "
    "Willowby Winterbourne Woodlark Wrenfield Yarrowby Yewdale"
)
_FAMILY = _FAMILY_NAMES.split()


def customer_rows(lines: Iterable[RetailLine]) -> Iterator[tuple[object, ...]]:
    """Return one row for each real customer number in the lines, by rising number."""
    spent: dict[str, int] = {}
    countries: dict[str, str] = {}
    for line in lines:
        if line.customer_number:
            amount = line.quantity * line.price_minor
            spent[line.customer_number] = spent.get(line.customer_number, 0) + amount
            countries[line.customer_number] = line.country
    room = len(_GIVEN) * len(_FAMILY)
    for index, number in enumerate(sorted(spent)):
        # 1,009 is prime to the number of names, so no name comes twice before all are used.
        family, given = divmod(index * 1009 % room, len(_GIVEN))
        name = f"{_GIVEN[given]} {_FAMILY[family]}"
        points = max(0, spent[number] // 100) % 2_000
        yield (
            number,
            name,
            f"{name.lower().replace(' ', '.')}.{number}@example.com",
            _phone(number),
            int(draw(100, number, "marketing") < 45),
            int(draw(100, number, "history") < 78),
            points,
            f"LC-{number}-{check_digit(number)}",
            countries[number],
        )


def operator_documents() -> list[dict[str, Any]]:
    """Return the staff: four roles over two stores, one cashier under 18."""
    both = [LARGE, SMALL]
    people: tuple[tuple[str, str, str, str, list[str], bool], ...] = (
        ("1001", "Anna M", "cashier", "1234", both, False),
        ("1002", "Ben O", "cashier", "2345", [LARGE], True),
        ("1003", "Carla S", "manager", "3456", both, False),
        ("1004", "Dev P", "picker", "4567", [LARGE], False),
        ("1005", "Ella W", "associate", "5678", [LARGE], False),
        ("1006", "Femi A", "associate", "6789", both, False),
        ("1007", "Gwen T", "picker", "7890", [SMALL], False),
        ("1008", "Hari K", "manager", "8901", [SMALL], False),
    )
    return [
        {
            "number": number,
            "name": name,
            "role": role,
            "pin": pin,
            "badge": f"OP-{number}-{draw(10**6, number, 'badge'):06d}",
            "business_units": units,
            "under_18": young,
        }
        for number, name, role, pin, units, young in people
    ]


def _phone(number: str) -> str:
    """Ofcom keeps these two ranges free for drama: nobody answers them."""
    line = draw(1000, number, "phone")
    return f"07700 900{line:03d}" if draw(3, number, "kind") else f"0113 496 0{line:03d}"
