"""Questions knows what the checkout asks, and in which words."""

from __future__ import annotations

from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity
from pos_app.domain.refusals.scans import AgeCheckNeeded, SlipAmountNeeded, WeightNeeded
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.checkout.read_basket import BasketReading
from ui.figures import LocalTime, pack_words
from ui.screens.checkout.view_state import Question, QuestionState
from ui.translation import tr, tr_count


def question_state(kind: Question, line: SaleLine | None) -> QuestionState | None:
    """The question behind a key, None where there is nothing to ask about."""
    if kind is Question.QUANTITY and line is not None and line.quantity.unit != EACH:
        return _how_much(line.item.name, line.quantity.unit)
    if kind is Question.QUANTITY and line is not None:
        return QuestionState(kind, tr("How many?"), how_many_of(line))
    if kind is Question.NUMBER:
        return QuestionState(kind, tr("Number under the bars, or item number"))
    return None


def how_many_of(line: SaleLine) -> str:
    """Pieces of an item, or the packs of it that were scanned."""
    inside = pack_words(Quantity(line.step_milli, line.quantity.unit), line.marks)
    return f"{line.item.name}, {inside}" if inside else line.item.name


def born_question(asked: QuestionState) -> QuestionState:
    """The buyer's date of birth, where looking is not enough."""
    return QuestionState(Question.BORN, asked.title, tr("Day, month and year, as on the ID."))


def _how_much(item_name: str, unit: str) -> QuestionState:
    """A weight, or a length where the item is sold by the metre."""
    title = tr("Weight in kg") if unit == KILOGRAM else tr("Length in {unit}", unit=unit)
    return QuestionState(Question.WEIGHT, title, item_name, unit)


def item_question(
    error: AgeCheckNeeded | WeightNeeded | SlipAmountNeeded, currency: str
) -> QuestionState:
    """What has to be known before an item is sold, or a slip taken."""
    if isinstance(error, SlipAmountNeeded):
        title = tr("How much is on the slip?")
        return QuestionState(Question.SLIP, title, unit=currency)
    if isinstance(error, WeightNeeded):
        return _how_much(error.item_name, error.unit)
    title = tr("Age {age}: {item}", age=error.age_limit, item=error.item_name)
    return QuestionState(Question.AGE, title, tr("Look at the customer before it is sold."))


def others_basket(reading: BasketReading) -> QuestionState:
    """Whose basket it is, and whether to go on with it."""
    title = tr("This is {name}’s basket", name=reading.owner_name)
    return QuestionState(Question.TAKE_OVER, title, basket_words(reading.basket))


def basket_words(basket: BasketView) -> str:
    """How many pieces, and what they cost."""
    items = tr_count("{count} item", "{count} items", basket.piece_count)
    return f"{items}, {format_money(basket.to_pay)}"


def last_sale_words(sale: CompletedSale | None, local: LocalTime) -> str:
    """The last sale for the empty till."""
    if sale is None:
        return ""
    time = local.clock(sale.completed_us)
    return tr("Last sale {time}, {amount}", time=time, amount=format_money(sale.to_pay))
