"""Late knows, in one fixed table, what no start needs; each is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# name -> module and attribute; what they cost a start is in docs/adr/0009.
ADAPTERS = {
    "user_data_path": ("platformdirs", "user_data_path"),
    "enrolment": ("sync.enrolment", "HttpEnrolment"),
    "printers": ("pos_app.devices.printers", "printer_and_drawer"),
    "label_printer": ("pos_app.devices.piece_labels", "FileLabelPrinter"),
    "spooled_labels": ("pos_app.devices.piece_labels", "SpooledLabelPrinter"),
    "label_spool": ("pos_app.devices.label_spool", "label_spool"),
    "test_label": ("pos_app.devices.piece_labels", "sample_label_zpl"),
    "serial": ("pos_app.devices.serial_devices", "serial_devices"),
    "terminal": ("pos_app.devices.nexo_terminal", "make_terminal"),
    "keyring": ("pos_app.files.keyring_secrets", "KeyringSecrets"),
    "pin_hashes": ("pos_app.devices.pin_hashes", "PinHashes"),
    "code_hashes": ("pos_app.devices.code_hashes", "CodeHashes"),
    "offers": ("pos_app.storage.engine_offers", "EngineOffers"),
    "suggestions": ("pos_app.storage.sqlite_suggestions", "SqliteSuggestions"),
    "own_order_sales": ("pos_app.storage.own_order_sales", "OwnOrderSales"),
    "orders": ("pos_app.storage.sqlite_orders", "SqliteOrders"),
    "shelves": ("pos_app.storage.sqlite_picking", "SqliteShelves"),
    "pick_lists": ("pos_app.storage.sqlite_picking", "SqlitePickLists"),
    "pickup": ("pos_app.pickup_place", "pickup_place"),
    "value_cards": ("pos_app.value_card_place", "value_card_place"),
    "accounts": ("pos_app.value_card_place", "account_place"),
    "loyalty": ("pos_app.loyalty_place", "loyalty_place"),
    "value_card_sheet": ("ui.screens.checkout.value_card_sheet", "ValueCardSheet"),
    "value_card_asked": ("ui.value_card_asked", "ValueCardAsked"),
    "picking": ("pos_app.picking_place", "picking_place"),
    "packing": ("pos_app.packing_place", "packing_place"),
    "spooled_parcels": ("pos_app.devices.document_files", "SpooledDocuments"),
    "parcel_printer": ("pos_app.devices.document_files", "FileDocuments"),
    "stock_room": ("pos_app.stock_place", "stock_place"),
    "export": ("pos_app.export_command", "export"),
    "loudspeaker": ("ui.sound_player", "loudspeaker"),
    "first_screens": ("ui.first_screens", "FirstScreens"),
    "customer_display": ("ui.customer_display", "customer_display"),
    "own_screen": ("ui.customer_display", "has_own_screen"),
    "unlisted_sheet": ("ui.screens.checkout.unlisted_sheet", "UnlistedSheet"),
    "customer_sheet": ("ui.screens.checkout.customer_sheet", "CustomerSheet"),
    "later_asked": ("ui.later_asked", "LaterAsked"),
    "note_sheet": ("ui.note_sheet", "NoteSheet"),
    "ring_sheet": ("ui.ring_sheet", "RingSheet"),
    "ring_words": ("ui.ring_sheet", "ring_words"),
    "why_sheet": ("ui.screens.checkout.why_sheet", "WhySheet"),
    "aim_sheet": ("ui.screens.checkout.aim_sheet", "AimSheet"),
    "approval_sheet": ("ui.approval_sheet", "ApprovalSheet"),
    "price_sheet": ("ui.screens.checkout.price_sheet", "PriceSheet"),
    "sale_menu_sheet": ("ui.screens.checkout.sale_menu_sheet", "SaleMenuSheet"),
    "frame_codes": ("pos_app.devices.frame_codes", "FrameCodes"),
    "camera_scan": ("ui.camera_scan", "CameraScan"),
    "machine_camera": ("ui.camera_pictures", "has_machine_camera"),
    "pickup_scans": ("ui.pickup_scans", "PickupScans"),
    "place_scans": ("ui.place_scans", "PlaceScans"),
    "later_words": ("ui.later_words", "LATER_WORDS"),
    "training_process": ("pos_app.training_process", "TrainingProcess"),
    "begin_training": ("pos_app.usecases.till.begin_training", "BeginTraining"),
    "lower_prices": ("pos_app.usecases.checkout.lower_prices", "LowerPrices"),
    "coupons": ("pos_app.usecases.checkout.attach_coupon", "make_coupons"),
    "slip_typed_max": ("pos_app.domain.deposit_voucher", "TYPED_MAX_MINOR"),
    "read_voucher": ("pos_app.domain.deposit_voucher", "read_voucher"),
    "read_reduced": ("pos_app.domain.reduced_label", "read_reduced"),
    "pdf_receipts": ("pos_app.devices.receipt_pdf", "PdfReceipts"),
    "finished_desk": ("pos_app.usecases.finished_sales.finished_desk", "make_finished_desk"),
    "without_receipt": ("pos_app.usecases.returns.without_receipt", "WithoutReceipt"),
    "loose_prices": ("pos_app.usecases.returns.without_receipt", "LoosePrices"),
    "scanners_apart": ("pos_app.usecases.till.tell_scanners_apart", "TellScannersApart"),
    "later_screens": ("ui.later_screens", "LaterScreens"),
}


def load(name: str) -> Any:
    """What a name of the table stands for: a class, a function, or words."""
    module, attribute = ADAPTERS[name]
    return getattr(import_module(module), attribute)
