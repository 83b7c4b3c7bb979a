"""Writes the page that says where the demo store's data comes from and what was changed or invented."""

from collections.abc import Mapping

from resources.demo.online_retail import CleaningCounts

_TEXT = """# Where the demo store comes from

Built by `python -m resources.demo.build_demo DATA_FOLDER`; the same sources give the same bytes.

## Online Retail
Daqing Chen, Sai Liang Sain and Kun Guo: *Data mining for the online retail industry: A case study of RFM
model-based customer segmentation using data mining*, Journal of Database Marketing and Customer Strategy
Management 19 (2012), doi 10.1057/dbm.2012.17. Data set 352 of the UCI Machine Learning Repository,
**CC BY 4.0** (https://creativecommons.org/licenses/by/4.0/). Changed as told here:

| rows | |
|---:|---|
| {read:,} | in the source |
| −{duplicates:,} | exact duplicates |
| −{no_merchandise:,} | no merchandise: postage, manual, discount, samples, fees, bad debt, donations, vouchers |
| −{no_price:,} | without a price above half a penny |
| −{slips:,} | slips of the keyboard with more than 10,000 pieces, and their cancellations |
| −{no_name:,} | of codes that never had a sensible description |
| {kept:,} | kept in `lines.bin.xz`, returns with negative quantity |

- Stock codes are in upper case; names are the most frequent sensible description in sentence case, with
  abbreviations written out and some misspellings mended. The price of an item is the most frequent one in sales of
  at most 11 pieces; it is taken as a price with tax, rounded to the penny.
- **Dates are moved** by a whole number of weeks: the last day of the set, 2011-12-09, is 2026-11-20 here, so
  weekdays stay true.
- Customer numbers, countries, baskets, quantities and prices paid are real. Names, e-mail addresses, phone numbers,
  consents, points, cards and the channel of an order are **invented**; addresses end in example.com (RFC 2606), phone
  numbers lie in the ranges that Ofcom keeps for drama.
- The set has no barcodes: each item has a GTIN-13 of GS1's **restricted circulation** range, prefix 28, which is valid
  inside this demo only. Prefix 20 is not used, because it carries prices in Great Britain, nor 21 to 25, which carry
  weights or prices elsewhere. Invented items have prefix 29, the variants of a larger catalogue prefix 27.

## Groceries
U.S. Department of Agriculture, Agricultural Research Service: FoodData Central, fdc.nal.usda.gov, **public domain
(CC0 1.0)**. {groceries:,} products with their real GTIN-12, chosen for names that read without a brand, in sentence
case; codes of restricted circulation and coupons are left out. Their **prices, VAT codes and popularity are
invented** (`price_is_invented` is 1), the VAT by the rules of HMRC's VAT Notice 701/14 as well as a name tells it.

## Wholly invented
{invented} everyday items (their `price_is_invented` is 1; the three loose ones have the produce numbers of IFPS), both
stores, all stock, the staff and the open orders' states, promises and vehicles. The lines of the open orders are real
baskets; to some of them one chilled or frozen grocery is added, so that every cold place is in use.

## What is in the files
| file | rows | |
|---|---:|---|
| items.csv.gz | {items:,} | {gifts:,} gifts, {groceries:,} groceries, {invented} invented |
| stock.csv.gz | {stock:,} | both stores |
| customers.csv.gz | {customers:,} | real numbers, invented people |
| history.csv.gz | {history:,} | the lines of the last 12 orders of each customer |
| lines.bin.xz | {lines:,} | the cleaned lines of the whole set without descriptions |
| stores.json | {stores} | |
| operators.json | {operators} | PINs and badges are for the demo only |
| orders.json | {orders} | open orders in every state |
"""


def attribution(counts: CleaningCounts, parts: Mapping[str, int], rows: Mapping[str, int]) -> str:
    """Return the page with the figures of one build."""
    figures = {name.partition(".")[0]: count for name, count in rows.items()}
    return _TEXT.format(
        read=counts.read,
        duplicates=counts.duplicates,
        no_merchandise=counts.no_merchandise,
        no_price=counts.no_price,
        slips=counts.slips,
        no_name=counts.no_name,
        kept=counts.kept,
        **parts,
        **figures,
    )
