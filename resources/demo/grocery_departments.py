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
        "Fruit & vegetables", "Z", 80, 320,
        "Pre-Packaged Fruit & Vegetables", "Tomatoes", "Deli Salads",
    ),
    **_categories(
        "Bakery", "Z", 90, 340,
        "Breads & Buns", "Cakes, Cupcakes, Snack Cakes", "Croissants, Sweet Rolls, Muffins & Other Pastries",
    ),
    **_categories(
        "Dairy & eggs", "Z", 85, 520,
        "Cheese", "Milk", "Yogurt", "Butter & Spread", "Cream", "Eggs & Egg Substitutes", "Plant Based Milk",
        "Puddings & Custards",
    ),
    **_categories(
        "Meat & deli", "Z", 180, 780,
        "Pepperoni, Salami & Cold Cuts", "Sausages, Hotdogs & Brats", "Bacon, Sausages & Ribs", "Dips & Salsa",
        "Poultry, Chicken & Turkey", "Fish & Seafood",
    ),
    **_categories(
        "Frozen food", "Z", 120, 650,
        "Frozen Vegetables", "Pizza", "Frozen Dinners & Entrees", "Frozen Fish & Seafood",
        "French Fries, Potatoes & Onion Rings", "Frozen Fruit & Fruit Juice Concentrates",
        "Frozen Bread & Dough", "Frozen Patties and Burgers",
    ),
    **_categories("Frozen food", "S", 150, 550, "Ice Cream & Frozen Yogurt"),
    **_categories(
        "Breakfast & spreads", "Z", 110, 420,
        "Cereal", "Jam, Jelly & Fruit Spreads", "Honey", "Nut & Seed Butters", "Syrups & Molasses",
    ),
    **_categories(
        "Pasta, rice & grains", "Z", 65, 300,
        "Pasta by Shape & Type", "Rice", "All Noodles", "Other Grains & Seeds", "Vegetable and Lentil Mixes",
        "Flavored Rice Dishes", "Pasta Dinners",
    ),
    **_categories(
        "Tins & soups", "Z", 60, 290,
        "Canned Vegetables", "Canned Fruit", "Canned & Bottled Beans", "Canned Soup", "Canned Tuna",
        "Canned Seafood", "Canned Meat", "Other Soups", "Chili & Stew", "Canned Condensed Soup",
    ),
    **_categories(
        "Sauces & pickles", "Z", 95, 380,
        "Pickles, Olives, Peppers & Relishes", "Ketchup, Mustard, BBQ & Cheese Sauce",
        "Salad Dressing & Mayonnaise", "Oriental, Mexican & Ethnic Sauces", "Prepared Pasta & Pizza Sauces",
        "Other Cooking Sauces",
    ),
    **_categories(
        "Baking, oils & spices", "Z", 80, 620,
        "Seasoning Mixes, Salts, Marinades & Tenderizers", "Vegetable & Cooking Oils", "Herbs & Spices",
        "Cake, Cookie & Cupcake Mixes", "Granulated, Brown & Powdered Sugar", "Flours & Corn Meal",
        "Bread & Muffin Mixes", "Baking Additives & Extracts", "Gravy Mix", "Stuffing",
    ),
    **_categories("Biscuits & crackers", "Z", 75, 290, "Cookies & Biscuits", "Crackers & Biscotti"),
    **_categories(
        "Crisps, nuts & snacks", "S", 90, 380,
        "Chips, Pretzels & Snacks", "Popcorn, Peanuts, Seeds & Related Snacks",
        "Snack, Energy & Granola Bars",
    ),
    **_categories("Sweets & chocolate", "S", 70, 450, "Candy", "Chocolate", "Chewing Gum & Mints"),
    **_categories(
        "Soft drinks & juice", "S", 65, 330,
        "Soda", "Water", "Fruit & Vegetable Juice, Nectars & Fruit Drinks", "Iced & Bottle Tea",
        "Sport Drinks", "Plant Based Water", "Energy, Protein & Muscle Recovery Drinks",
    ),
    **_categories("Tea & coffee", "Z", 140, 620, "Tea Bags", "Coffee"),
}  # fmt: skip
_COATED = re.compile(
    r"chocolate (covered|coated|dipped|enrobed)|(covered|coated|dipped) in|fudge (covered|dipped)"
)
_RAW_NUT = re.compile(r"\b(raw|unsalted|in shell|natural)\b")
_NOT_TO_BREW = re.compile(r"chocolate|iced|cold brew|bottle")
_DRINK = re.compile(r"concentrate|lemonade|juice|punch|limeade")
_CEREAL_SNACK = re.compile(r"tortilla|corn chips|pretzel|pita chips|bagel chips")


def vat_code_of(category: GroceryCategory, name: str) -> str:
    """Return S or Z for a product: biscuits with a coat of chocolate S, raw nuts and tortilla chips Z."""
    lowered = name.lower()
    if category.department in ("Biscuits & crackers", "Dairy & eggs") and _COATED.search(lowered):
        return "S"
    if category.department == "Crisps, nuts & snacks":
        plain = _RAW_NUT.search(lowered) and re.search(
            r"nuts?\b|almond|cashew|pecan|seeds?\b", lowered
        )
        if (
            plain and not re.search(r"roasted|salted\b(?<!unsalted)|mix\b", lowered)
        ) or _CEREAL_SNACK.search(lowered):
            return "Z"
    if category.department == "Tea & coffee" and _NOT_TO_BREW.search(lowered):
        return "S"
    if category.department == "Frozen food" and _DRINK.search(lowered):
        return "S"
    return category.vat_code
