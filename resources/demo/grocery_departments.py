"""The grocery departments: which source categories they hold, what things cost there, and which VAT applies."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroceryCategory:
    """One category of the source that is taken over; invented prices lie between lowest and highest pence."""

    department: str
    vat_code: str
    lowest_minor: int
    highest_minor: int


def _categories(
    department: str, vat: str, lowest: int, highest: int, *names: str
) -> dict[str, GroceryCategory]:
    return {name: GroceryCategory(department, vat, lowest, highest) for name in names}


# VAT Notice 701/14: food is zero-rated; confectionery, crisps, salted nuts, ice cream and drinks are not.
CATEGORIES: dict[str, GroceryCategory] = {
    **_categories(
        "Fruit & vegetables",
        "Z",
        80,
        320,
        "Pre-Packaged Fruit & Vegetables",
    ),
    **_categories(
        "Bakery",
        "Z",
        90,
        340,
        "Breads & Buns",
        "Cakes, Cupcakes, Snack Cakes",
        "Croissants, Sweet Rolls, Muffins & Other Pastries",
    ),
    **_categories(
        "Dairy & eggs",
        "Z",
        85,
        520,
        "Cheese",
        "Milk",
        "Yogurt",
        "Butter & Spread",
        "Cream",
        "Eggs & Egg Substitutes",
        "Plant Based Milk",
        "Puddings & Custards",
    ),
    **_categories(
        "Meat & deli",
        "Z",
        180,
        780,
        "Pepperoni, Salami & Cold Cuts",
        "Sausages, Hotdogs & Brats",
        "Bacon, Sausages & Ribs",
        "Dips & Salsa",
        "Deli Salads",
        "Poultry, Chicken & Turkey",
        "Fish & Seafood",
    ),
    **_categories(
        "Frozen food",
        "Z",
        120,
        650,
        "Frozen Vegetables",
        "Pizza",
        "Frozen Dinners & Entrees",
        "Frozen Fish & Seafood",
        "French Fries, Potatoes & Onion Rings",
        "Frozen Fruit & Fruit Juice Concentrates",
        "Frozen Bread & Dough",
        "Frozen Patties and Burgers",
    ),
    **_categories("Frozen food", "S", 150, 550, "Ice Cream & Frozen Yogurt"),
    **_categories(
        "Breakfast & spreads",
        "Z",
        110,
        420,
        "Cereal",
        "Jam, Jelly & Fruit Spreads",
        "Honey",
        "Nut & Seed Butters",
        "Syrups & Molasses",
    ),
    **_categories(
        "Pasta, rice & grains",
        "Z",
        65,
        300,
        "Pasta by Shape & Type",
        "Rice",
        "All Noodles",
        "Other Grains & Seeds",
        "Vegetable and Lentil Mixes",
        "Flavored Rice Dishes",
        "Pasta Dinners",
    ),
    **_categories(
        "Tins & soups",
        "Z",
        60,
        290,
        "Canned Vegetables",
        "Canned Fruit",
        "Tomatoes",
        "Canned & Bottled Beans",
        "Canned Soup",
        "Canned Tuna",
        "Canned Seafood",
        "Canned Meat",
        "Other Soups",
        "Chili & Stew",
        "Canned Condensed Soup",
    ),
    **_categories(
        "Sauces & pickles",
        "Z",
        95,
        380,
        "Pickles, Olives, Peppers & Relishes",
        "Ketchup, Mustard, BBQ & Cheese Sauce",
        "Salad Dressing & Mayonnaise",
        "Oriental, Mexican & Ethnic Sauces",
        "Prepared Pasta & Pizza Sauces",
        "Other Cooking Sauces",
    ),
    **_categories(
        "Baking, oils & spices",
        "Z",
        80,
        620,
        "Seasoning Mixes, Salts, Marinades & Tenderizers",
        "Vegetable & Cooking Oils",
        "Herbs & Spices",
        "Cake, Cookie & Cupcake Mixes",
        "Granulated, Brown & Powdered Sugar",
        "Flours & Corn Meal",
        "Bread & Muffin Mixes",
        "Baking Additives & Extracts",
        "Gravy Mix",
        "Stuffing",
    ),
    **_categories("Biscuits & crackers", "Z", 75, 290, "Cookies & Biscuits", "Crackers & Biscotti"),
    **_categories(
        "Crisps, nuts & snacks",
        "S",
        90,
        380,
        "Chips, Pretzels & Snacks",
        "Popcorn, Peanuts, Seeds & Related Snacks",
        "Snack, Energy & Granola Bars",
    ),
    **_categories("Sweets & chocolate", "S", 70, 450, "Candy", "Chocolate", "Chewing Gum & Mints"),
    **_categories(
        "Soft drinks & juice",
        "S",
        65,
        330,
        "Soda",
        "Water",
        "Fruit & Vegetable Juice, Nectars & Fruit Drinks",
        "Iced & Bottle Tea",
        "Sport Drinks",
        "Plant Based Water",
        "Energy, Protein & Muscle Recovery Drinks",
    ),
    **_categories("Tea & coffee", "Z", 140, 620, "Tea Bags", "Coffee"),
}
_COATED = re.compile(
    r"chocolate (covered|coated|dipped|enrobed)|(covered|coated|dipped) in|fudge (covered|dipped)"
)
_COATED_SNACK = re.compile(r"covered|coated|dipped")
_RAW = re.compile(r"\b(raw|unsalted|in shell|natural|halves)\b")
_NUT = re.compile(r"nuts?\b|almond|cashew|pecan|seeds?\b")
_TREATED = re.compile(r"roasted|\bsalted|mix\b|covered|coated|candied")
_CEREAL_SNACK = re.compile(r"tortilla|corn chips|pretzel|pita chips|bagel chips")
_NOT_TO_BREW = re.compile(r"chocolate|iced|cold brew|bottle")
_DRINK = re.compile(r"concentrate|lemonade|juice|punch|limeade")
_STANDARD_BY_NAME = {
    "Biscuits & crackers": _COATED,
    "Dairy & eggs": _COATED,
    "Tea & coffee": _NOT_TO_BREW,
    "Frozen food": _DRINK,
}


def vat_code_of(category: GroceryCategory, name: str) -> str:
    """Return S or Z for a product: biscuits with a coat of chocolate S, raw nuts and tortilla chips Z."""
    lowered = name.lower()
    standard = _STANDARD_BY_NAME.get(category.department)
    if standard is not None and standard.search(lowered):
        return "S"
    if category.department == "Crisps, nuts & snacks" and _is_plain_snack(lowered):
        return "Z"
    return category.vat_code


def _is_plain_snack(name: str) -> bool:
    raw_nut = _RAW.search(name) and _NUT.search(name) and not _TREATED.search(name)
    cereal = _CEREAL_SNACK.search(name) and not _COATED_SNACK.search(name)
    return bool(raw_nut or cereal)
