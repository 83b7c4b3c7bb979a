"""Turns the shouted descriptions of the gift set into names that a shopper would read."""

import re

# Abbreviations and misspellings of the set, as whole words.
_WORDS = {
    "childrens": "children's",
    "childs": "child's",
    "kings": "king's",
    "queens": "queen's",
    "las": "Las",
    "w": "with",
    "b'fly": "butterfly",
    "p'weight": "paperweight",
    "hldr": "holder",
    "asstd": "assorted",
    "asst": "assorted",
    "ass": "assorted",
    "ant": "antique",
    "col": "colour",
    "neckl": "necklace",
    "necklac": "necklace",
    "vint": "vintage",
    "garld": "garland",
    "m.o.p": "mother-of-pearl",
    "mop": "mother-of-pearl",
    "rect": "rectangular",
    "rnd": "round",
    "cinammon": "cinnamon",
    "fuschia": "fuchsia",
    "sandlewood": "sandalwood",
    "artiifcial": "artificial",
    "tradtional": "traditional",
    "strawbery": "strawberry",
    "strawbry": "strawberry",
    "skippping": "skipping",
    "hydranga": "hydrangea",
    "ceature": "creature",
    "pannetone": "panettone",
    "butterfiles": "butterflies",
    "butterfl": "butterfly",
    "raspberr": "raspberry",
    "turq": "turquoise",
    "turquois": "turquoise",
    "turqois": "turquoise",
    "baroquecandlestick": "baroque candlestick",
    "squarecushion": "square cushion",
    "smallfolkart": "small folk art",
    "blackchristmas": "black Christmas",
    "stopmetal": "stop metal",
    "drawerknob": "drawer knob",
    "b'draw": "bedroom drawer",
    "garla": "garland",
    "flowe": "flower",
    "flowr": "flower",
    "candl": "candle",
    "cand": "candle",
    "bracle": "bracelet",
    "braclet": "bracelet",
    "sil't": "silhouette",
    "siloutte": "silhouette",
    "silouette": "silhouette",
    "squ": "square",
    "blk": "black",
    "whit": "white",
    "wht": "white",
    "lt": "light",
    "multicol": "multicolour",
    "metalic": "metallic",
    "laquered": "lacquered",
    "paiseley": "paisley",
    "paisely": "paisley",
    "peice": "piece",
    "utilty": "utility",
    "cannister": "canister",
    "choc": "chocolate",
    "chocolatecandle": "chocolate candle",
    "diamon": "diamante",
    "rococco": "rococo",
    "roccoco": "rococo",
    "budah": "Buddha",
    "tassle": "tassel",
    "folkart": "folk art",
    "bakelike": "bakelite",
    "c/cover": "cushion cover",
    "pinkwhite": "pink and white",
    "popart": "pop art",
    "vippassport": "VIP passport",
    "lazer": "laser",
    "swirlglass": "swirl glass",
    "blackblue": "black and blue",
    "photoframe": "photo frame",
    "cutglass": "cut glass",
    "knickerbockerglory": "knickerbocker glory",
    "xmas": "Christmas",
    "pc": "piece",
    "ol": "old",
    "str": "strawberry",
    "w/suck": "with sucker",
    "w/chime": "with chime",
    "w/knif": "with knife",
    "m/colour": "multicolour",
    "lounge,metal": "lounge, metal",
    "hen+chicks": "hen and chicks",
    "oralnge": "orange",
    "doiley": "doily",
    "pot-pourri": "pot-pourri",
    "brillaint": "brilliant",
}
_PROPER_WORDS = (
    "T-light T-lights Christmas Easter Valentine Halloween Santa Santas London Paris "
    "Parisienne French English England Scottish Danish Swiss Moroccan Indian Indians Chinese "
    "Japanese Turkish Spanish Russian Dutch Mexican Hawaiian Afghan Kashmiri Kashmir Tuscan "
    "Provencal Provence Scandinavian Columbian Czech Georgian Victorian Edwardian Roman "
    "Murano Tahiti Tokyo Vegas Tropez Savoy Kensington Oxford Camden Portobello Covent Nile "
    "Montana Boudicca Charlie Lola Suki Dolly Poppy's Morris Charlotte Tiffany Henrietta "
    "George Buffalo Bill Willie Winkie Purdey Rosie Emily Molly Olivia Elvis Madonna Gordon "
    "Bertie Marie Antoinette Rex Union Jack Nancy Hilda Maxwell Amelie Nicole Jean-Paul "
    "Ingrid Helga Heidi Rebecca Sally Rachel Susie Sophie Claire Cinderella Goldie Ollie "
    "Ping! Haynes David's Russel Crusoe Madeline Susan Monte Carlo Acapulco Feng Shui Buddha "
    "Mao LED USB TV CD CDs VIP UK DIY WC I I'm HI-TEC A4 A5 A6 A7 3D Regency Hawaii Cornish "
    "Alpine Fanny's Andrew Adam"
)
_PROPER = {name.lower(): name for name in _PROPER_WORDS.split()}
_TOKEN = re.compile(r"(?<!')[0-9]*[a-z][a-z'’.\-/]*!?|[0-9]+", re.IGNORECASE)


def readable_name(description: str) -> str:
    """Return 'White hanging heart T-light holder' for 'WHITE HANGING HEART T-LIGHT HOLDER '."""
    text = " ".join(description.split()).lower()
    text = re.sub(r"^\*", "", text)
    text = re.sub(r"\b(set|s|pack|box|book)\s?/\s?(\d+)", _counted, text)
    # The source cuts descriptions at 35 letters.
    text = re.sub(r" & s$", "", text)
    text = re.sub(r"\bset of(\d)", r"set of \1", text)
    text = re.sub(r"\s*\+\s*", " and ", text)
    text = re.sub(r"\s*,\s*", ", ", text)
    text = re.sub(r"(?<=\d)(?:\s?cm)?\s?x\s?(?=\d)", " × ", text)
    text = re.sub(r"(\d)\s?cm\b", r"\1 cm", text)
    # Cards of one maker end in its own number.
    text = re.sub(r" \d{5}$", "", text)
    text = re.sub(r"\bneckl?\.?(\d+)\"", r'necklace \1" ', text)
    text = re.sub(r'(?<=\w)("[a-z])', r" \1", text)
    text = _TOKEN.sub(_cased, text)
    text = re.sub(r'"([a-z])"', lambda match: f'"{match.group(1).upper()}"', text)
    text = " ".join(text.split()).strip(" .,-")
    return _capitalised(text)


def _counted(match: "re.Match[str]") -> str:
    word = {"s": "set"}.get(match.group(1), match.group(1))
    return f"{word} of {match.group(2)}"


def _cased(match: "re.Match[str]") -> str:
    word = match.group()
    if "/" in word and word not in _WORDS:
        return "/".join(_one_word(part) for part in word.split("/"))
    return _one_word(word)


def _one_word(word: str) -> str:
    bare = word.rstrip(".")
    bare = _WORDS.get(bare, bare)
    return _PROPER.get(bare, bare)


def _capitalised(text: str) -> str:
    for index, letter in enumerate(text):
        if letter.isdigit():
            return text
        if letter.isalpha():
            return text[:index] + letter.upper() + text[index + 1 :]
    return text
