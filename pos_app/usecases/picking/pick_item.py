"""Pick item knows what a scan means at a stop: the right item, into the right tote, and never one too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain import own_codes
from pos_app.domain.catalogue import Item
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import ItemId
from pos_app.domain.money import Money, extend
from pos_app.domain.operations.picking import PICK_ITEM, PUT_OFF_STOP, SHORT_PICK, UNDO_PICK
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.picking.catch_weight import least_milli, most_milli
from pos_app.domain.picking.pick_list import Need, Pick, PickList, Short, ShortReason
from pos_app.domain.picking.refusals import (
    BinNotLookedInto,
    GoodsNotBack,
    ItemFirst,
    LookElsewhere,
    NothingToUndo,
    NotThatLittle,
    NotThatMuch,
    OneTooMany,
    PutOnScale,
    SwapDearer,
    SwapNotAgreed,
    WrongBin,
    WrongItem,
    WrongTote,
)
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.picking_bodies import (
    BinSeen,
    PickedGoods,
    bin_checked,
    item_picked,
    item_short,
    pick_undone,
)
from pos_app.domain.quantity import EACH, KILOGRAM, MILLI, Quantity
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.scan import CodeRules, PlaceCode, parse_scan
from pos_app.ports.changes import Changes
from pos_app.ports.device_lines import Scale, ScaleState
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.checkout.scan_item import ScanItem, ScannedGoods
from pos_app.usecases.picking.cart import Cart, CartView, StopView
from pos_app.usecases.picking.pick_facts import PickFacts
from pos_app.usecases.picking.take_list import PassOn

SAME_OR_CHEAPER = "same_or_cheaper"
# From so many on they may be counted after one scan.
COUNTED_FROM_MILLI = 5 * MILLI


class PickItem:
    """Confirm goods by their code, and in a cluster by the tote too; each confirmed pick is one fact.

    Errors: NotAllowed, WrongItem, WrongBin, WrongTote, OneTooMany, ItemFirst, NotThatMuch, NotThatLittle, PutOnScale,
    and those of a scan.
    """

    def __init__(
        self,
        cart: Cart,
        facts: PickFacts,
        scan_item: ScanItem,
        configuration: StoreConfiguration,
        scale: Scale,
        pass_on: PassOn,
    ) -> None:
        self._scale = scale
        self._pass_on = pass_on
        self._cart = cart
        self._facts = facts
        self._scan_item = scan_item
        self._configuration = configuration

    def scanned(self, *, text: str) -> CartView:
        """text: one burst of the scanner, or a number typed by hand."""
        try:
            return self._scanned(text)
        except BinNotLookedInto:
            raise
        except Refusal:
            self._cart.round.caught += 1
            raise

    def _scanned(self, text: str) -> CartView:
        self._facts.check(PICK_ITEM)
        picked, at = self._at_stop()
        code = parse_scan(text, CodeRules.of(prefixes=self._configuration.text(own_codes.SETTING)))
        if isinstance(code, PlaceCode) and code.place is OwnKind.BIN:
            return self._at_bin(code.name, at)
        if isinstance(code, PlaceCode) and code.place is OwnKind.TOTE:
            return self._into_tote(code.name, picked, at)
        goods = self._scan_item.goods_of(text)
        if goods.item.item_id != at.stop.item_id:
            return self._other_item(goods, picked, at)
        return self._taken(goods, picked, at)

    def counted(self, *, milli: int) -> CartView:
        """So many loose pieces after one scan, in thousandths, all for the next tote or order."""
        self._facts.check(PICK_ITEM)
        picked, at = self._at_stop()
        goods = self._cart.round.in_hand
        if goods is None and not picked.is_cluster and at.picked_milli:
            goods = ScannedGoods(at.item, None)
        if goods is None:
            raise ItemFirst(at.item.name)
        if not 0 < milli <= at.tote.left_milli:
            raise NotThatMuch(str(at.tote.left_milli // MILLI))
        counted = replace(goods, quantity=Quantity(milli, at.item.unit))
        if picked.is_cluster:
            self._cart.round.in_hand = counted
            return self._cart.view()
        return self._confirm(counted, at.tote, picked, at)

    def _at_stop(self) -> tuple[PickList, StopView]:
        view = self._cart.view()
        if view.check is not None:
            raise BinNotLookedInto(view.check.bin)
        if view.gone is not None:
            raise GoodsNotBack(view.gone.order_number)
        if view.list is None or view.stop is None:
            raise WrongCodeHere("")
        return view.list, view.stop

    def _at_bin(self, name: str, at: StopView) -> CartView:
        item_id, wanted = at.stop.item_id, at.stop.bin.bin
        if name.casefold() != wanted.casefold():
            if not any(item_id == each for each, _ in self._cart.round.bins.looked):
                raise WrongBin(name, wanted)
            # not where it should be: it was found in another bin
            self._cart.round.bins.found[item_id] = name
        return self._cart.view()

    def _other_item(self, goods: ScannedGoods, picked: PickList, at: StopView) -> CartView:
        """It may take the place of what is missing, where the customer has agreed to that."""
        need = at.tote
        if self._is_on_list(goods.item.item_id, picked) or not self._was_looked_for(at):
            raise WrongItem(goods.item.name, at.item.name, at.item.number[-4:])
        if need.substitutes != SAME_OR_CHEAPER:
            raise SwapNotAgreed(at.item.name)
        price = extend(goods.item.unit_price, Quantity(MILLI, goods.item.unit))
        if price > Money(need.price_minor, goods.item.unit_price.currency):
            raise SwapDearer(goods.item.name)
        if goods.item.unit != at.item.unit:
            raise SwapNotAgreed(at.item.name)
        return self._taken(goods, picked, at)

    def _is_on_list(self, item_id: ItemId, picked: PickList) -> bool:
        return any(need.item_id == item_id for need in self._cart.needs(picked))

    def _was_looked_for(self, at: StopView) -> bool:
        """The picker has asked what to do when it is not there, and has looked into its other bins."""
        return (at.stop.item_id, at.stop.bin.bin) in self._cart.round.bins.looked

    def _taken(self, goods: ScannedGoods, picked: PickList, at: StopView) -> CartView:
        held = self._cart.round.in_hand
        if held is not None and held.item.item_id == goods.item.item_id:
            # scanned once more before it was put down: the tote comes first
            raise WrongTote("", at.tote.tote)
        sized = replace(goods, quantity=_amount(self._weighed(goods), at.item, at.tote))
        if not self._was_looked_for(at):
            _check_least(sized, at.tote)
        if picked.is_cluster:
            self._cart.round.in_hand = sized
            return self._cart.view()
        return self._confirm(sized, at.tote, picked, at)

    def _weighed(self, goods: ScannedGoods) -> ScannedGoods:
        """What a code says of no weight lies on the scale, where there is one. Errors: PutOnScale."""
        if goods.quantity is not None or goods.item.unit != KILOGRAM:
            return goods
        if self._scale.reading().state is ScaleState.GONE:
            return goods
        weight = self._scale.take()
        if weight is None:
            raise PutOnScale(goods.item.name)
        return replace(goods, quantity=weight)

    def _into_tote(self, tote: str, picked: PickList, at: StopView) -> CartView:
        goods = self._cart.round.in_hand
        if goods is None:
            raise ItemFirst(at.item.name)
        for need in at.stop.needs:
            if need.tote.casefold() == tote.casefold():
                assert goods.quantity is not None, "an amount was found when it was scanned"
                if goods.quantity.milli > need.left_milli and goods.item.unit == EACH:
                    raise OneTooMany(at.item.name)
                return self._confirm(goods, need, picked, at)
        raise WrongTote(tote, at.tote.tote)

    def _confirm(self, goods: ScannedGoods, need: Need, picked: PickList, at: StopView) -> CartView:
        assert goods.quantity is not None, "an amount was found when it was scanned"
        # where a swap lay nobody has said
        is_wanted = goods.item.item_id == at.stop.item_id
        bin_name = at.stop.bin.bin if is_wanted else ""
        taken = PickedGoods(
            goods.item.item_id,
            goods.quantity.milli,
            bin_name,
            goods.marks.lot,
            goods.marks.serial,
            goods.item.unit != EACH and goods.quantity.milli >= least_milli(need.left_milli),
        )
        draft = item_picked(picked.list_id, need, taken, self._cart.round.caught)
        emptied = self._cart.emptied(at.stop.item_id, bin_name)
        drafts = [draft, *_none_there(picked, at.stop.item_id, emptied)]
        changes = self._facts.append(PICK_ITEM, drafts)
        self._cart.round.caught = 0
        self._cart.round.in_hand = None
        return self._pass_on(changes)


def _none_there(picked: PickList, item_id: ItemId, bins: Sequence[BinStock]) -> list[FactDraft]:
    """Somebody looked into these bins, and none of the item was there."""
    return [
        bin_checked(picked.list_id, item_id, BinSeen(each.bin, each.on_hand_milli, 0))
        for each in bins
    ]


def _amount(goods: ScannedGoods, item: Item, need: Need) -> Quantity:
    """What one scan takes. Errors: OneTooMany, NotThatMuch."""
    if item.unit == EACH:
        quantity = goods.quantity or Quantity(MILLI, EACH)
        if quantity.milli > need.left_milli:
            raise OneTooMany(item.name)
        return quantity
    if goods.quantity is None:
        return Quantity(need.left_milli, item.unit)
    most = most_milli(need.left_milli)
    if goods.quantity.milli > most:
        raise NotThatMuch(_weight_words(most))
    return goods.quantity


def _check_least(goods: ScannedGoods, need: Need) -> None:
    """Too little is taken only where no more is to be found. Errors: NotThatLittle."""
    least = least_milli(need.left_milli)
    if goods.item.unit != EACH and goods.quantity is not None and goods.quantity.milli < least:
        raise NotThatLittle(_weight_words(least))


def _weight_words(milli: int) -> str:
    return f"{milli // MILLI}.{milli % MILLI:03}"


class ShortPick:
    """What is left of a stop cannot be taken; only after the item's other bins. Errors: NotAllowed, LookElsewhere."""

    def __init__(self, cart: Cart, facts: PickFacts, pass_on: PassOn) -> None:
        self._cart = cart
        self._facts = facts
        self._pass_on = pass_on

    def look(self) -> CartView:
        """It is not here: the next bin that has it comes in front. Errors: as of a short pick."""
        self._facts.check(SHORT_PICK)
        view = self._cart.view()
        if view.stop is not None:
            stop = view.stop.stop
            self._cart.round.bins.looked.add((stop.item_id, stop.bin.bin))
            self._cart.round.bins.found.pop(stop.item_id, None)
            self._cart.round.in_hand = None
        return self._cart.view()

    def __call__(self, *, reason: ShortReason) -> CartView:
        """All lines of this stop lack what is left."""
        self._facts.check(SHORT_PICK)
        view = self._cart.view()
        if view.list is None or view.stop is None:
            return view
        stop = view.stop.stop
        if stop.elsewhere:
            self.look()
            raise LookElsewhere(stop.elsewhere[0].bin)
        drafts = [item_short(view.list.list_id, need, reason) for need in stop.needs]
        if reason is ShortReason.NOT_FOUND:
            self._cart.round.bins.looked.add((stop.item_id, stop.bin.bin))
            drafts += _none_there(view.list, stop.item_id, self._cart.emptied(stop.item_id))
        self._cart.round.in_hand = None
        return self._pass_on(self._facts.append(SHORT_PICK, drafts))


class UndoPick:
    """The last pick or short of this list did not happen. Errors: NotAllowed, NothingToUndo."""

    def __init__(self, cart: Cart, facts: PickFacts) -> None:
        self._cart = cart
        self._facts = facts

    def __call__(self) -> CartView:
        """What is in the hand first, then the last fact."""
        self._facts.check(UNDO_PICK)
        if self._cart.round.in_hand is not None:
            self._cart.round.in_hand = None
            return self._cart.view()
        picked = self._cart.current()
        # ids of version 7 sort by time
        done: list[Pick | Short] = [] if picked is None else [*picked.picks, *picked.shorts]
        last = max(done, key=lambda deed: deed.fact_id, default=None)
        if picked is None or last is None or last.order_number in picked.packed:
            raise NothingToUndo
        undone = pick_undone(picked.list_id, last)
        return self._cart.view(self._facts.append(UNDO_PICK, [undone]))


class PutOffStop:
    """Come back to this stop at the end of the way. Errors: NotAllowed."""

    def __init__(self, cart: Cart, facts: PickFacts) -> None:
        self._cart = cart
        self._facts = facts

    def __call__(self) -> CartView:
        """Nothing is written: the goods are as they were."""
        self._facts.check(PUT_OFF_STOP)
        view = self._cart.view()
        if view.stop is not None:
            self._cart.round.in_hand = None
            self._cart.put_off(view.stop.stop.item_id)
        return self._cart.view(Changes.NONE)
