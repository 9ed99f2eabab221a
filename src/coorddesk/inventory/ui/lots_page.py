"""The purchase lots: each with how many of its devices are ready to serve, in a window of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.service import Deletion
from coorddesk.feature import Feature, story
from coorddesk.inventory.queries.belonging import belongings
from coorddesk.inventory.queries.lots import LOT_COLUMNS, LotQuery, LotRow, lot_card, lot_ids, lot_page
from coorddesk.inventory.reports.lots import LOT_LIST
from coorddesk.inventory.service import delete_lot
from coorddesk.inventory.ui.deploy_dialog import DeployDialog
from coorddesk.inventory.ui.lot_dialog import LotEditDialog, MoreDialog, open_lot_form
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card, CardContent
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_SIZE = (1120, 680)
_FIRST = 30


class Lots(Source[LotRow, LotQuery]):
    """Lots as rows of a table."""

    columns = LOT_COLUMNS
    shown = ("name", "purchase_date", "supplier", "devices", "left", "value")
    groupable = ("category", "supplier")

    def noun(self, count: int) -> Message:
        """How many lots."""
        return _n("{count} lot", "{count} lots", count)

    def ids(self, session: Session, query: LotQuery) -> Sequence[int]:
        """The lots that a query means."""
        return lot_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, LotRow]:
        """Their rows."""
        return lot_page(session, ids)

    def is_narrowed(self, query: LotQuery) -> bool:
        """Whether lots are left out."""
        return bool(query.text) or query.supplier is not None


class LotsPage(ListPage):
    """What its devices are, and how far they are, is on a lot's card.

    Signals:
        left: something is shown in the window, which should come forward.
    """

    left = Signal()
    title = _("Purchase lots")
    kinds = frozenset({"lot", "lot_device", "lot_step", "lot_check", "asset", "category", "model", "supplier"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "lots")
        new = partial(make_action, desk, self)
        self.receive = new(_("Receive a lot"), "plus", "Ctrl+N", lambda: open_lot_form(desk, self, self.open_card))
        listing = RecordList(desk, "lots", Lots(), _("Purchase lots"), (self._none_yet(), self._none_found()))
        self._lots = listing
        self.deploy = new(_("Checklist…"), "circle-check", "Ctrl+Return", self._on_deploy)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.more = new(_("More devices…"), "circle-plus", "", self._on_more)
        self.devices = new(_("Show its devices"), "list-filter", "D", self._on_devices)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        part(self)
        printing = print_records(desk, self, "lot", listing.selected_ids)
        features, texts = desk.features, desk.texts
        verbs = [self.deploy, self.edit, self.more, self.devices]
        offered = desk.offers(self, "lot", listing.selected_ids, first=True)
        card = Card(
            desk,
            "lot",
            lambda session, lot_id: lot_content(session, lot_id, features, texts),
            [self.deploy, *offered, self.edit],
            [self.more, self.devices, self.delete, printing],
        )
        aside = [self.paper(print_lists(desk, self, [LOT_LIST], lambda: listing.query))]
        bar = ActionBar(desk, self.receive, verbs, aside)
        self.build(bar, _("Search by name, model, supplier, order…"), listing, card, None)
        listing.menu_actions = [*verbs, *offered, self.delete, printing]
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def first_query(self) -> LotQuery:
        """The latest first."""
        return LotQuery()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a lot; a search that leaves it out is dropped."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self.show_query(replace(self.query, text="", supplier=None))
            self.list.select([subject[1]])

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "package",
            _("No purchase lot yet"),
            _("What came on one order is entered once: serial numbers are scanned, inventory numbers drawn."),
            (Offer(_("Receive a lot"), lambda: self.receive.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        show_all = Offer(_("Show every lot"), lambda: self.show_query(LotQuery()))
        return Emptiness("search", _("No lot is like that"), None, (show_all,))

    def _refresh(self) -> None:
        one = len(self._lots.selected_ids()) == 1
        actions: list[QAction] = [self.deploy, self.edit, self.more, self.devices, self.delete]
        for action in actions:
            action.setEnabled(one)

    def _chosen(self) -> LotRow | None:
        ids = self._lots.selected_ids()
        row = self._lots.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, LotRow) else None

    def _on_deploy(self) -> None:
        row = self._chosen()
        if row is not None:
            DeployDialog(self.desk, self, row.id, row.name).open()

    def _on_edit(self) -> None:
        row = self._chosen()
        if row is not None:
            LotEditDialog(self.desk, self, row.id).open()

    def _on_more(self) -> None:
        row = self._chosen()
        if row is not None:
            MoreDialog(self.desk, self, row.id, row.name).open()

    def _on_devices(self) -> None:
        row = self._chosen()
        if row is not None:
            self.desk.open_list("asset", ("lot", row.id))
            self.left.emit()

    def _on_delete(self) -> None:
        row = self._chosen()
        if row is not None:
            wish = Deletion(row.id, row.version)
            said = _("The lot {lot} is deleted.", lot=row.name)
            self.desk.operations.change(self, lambda session: delete_lot(session, wish), said=said)


class LotsDialog(QDialog):
    """Stays beside the window while devices are prepared."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build the page."""
        super().__init__(owner)
        self.setWindowTitle(desk.texts.say(LotsPage.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = LotsPage(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        desk.operations.committed.connect(self.page.changed)
        self.page.left.connect(self.accept)
        resize_on_screen(self, *_SIZE)

    def begin(self, lot_id: int | None = None) -> None:
        """Show the lots, and the card of one."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.shown()
        if lot_id is not None:
            self.page.open_record(("lot", lot_id))
        else:
            self.page.list.setFocus()


def lot_content(session: Session, lot_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """What the card of a lot says; None if it is no longer there."""
    card = lot_card(session, lot_id)
    if card is None:
        return None
    row, subject = card.row, ("lot", lot_id)
    ready = _("Ready") if not row.left else _("{done} of {all} ready", done=row.deployed, all=row.devices)
    supplier = None if card.supplier_id is None else ("supplier", card.supplier_id)
    facts = (
        Fact(_("Model"), row.made_of),
        Fact(_("Category"), row.category or ""),
        Fact(_("Supplier"), row.supplier or "", supplier),
        Fact(_("Bought"), "" if row.purchase_date is None else texts.date(row.purchase_date)),
        Fact(_("Price of one"), "" if row.price is None else texts.money(row.price)),
        Fact(_("Value"), "" if row.value is None else texts.money(row.value)),
        Fact(_("Warranty (months)"), "" if row.warranty_months is None else texts.number(row.warranty_months)),
        Fact(_("Order number"), row.order_number),
        Fact(_("Invoice number"), row.invoice_number),
    )
    done = tuple(
        Fact(step.title, texts.say(_("{done} of {all}", done=_ticked(card.devices, step.id), all=row.devices)))
        for step in card.steps
    )
    return CardContent(
        title=row.name,
        caption=_caption(row, texts),
        badges=((ready, Tone.WARNING if row.left else Tone.SUCCESS),),
        sections=(
            Section(None, facts),
            Section(_("Before they serve"), done),
            Section(_("Notes"), (Fact(Message(""), row.notes),)),
        ),
        belongings=tuple(belongings(session, subject, _FIRST)),
        story=story(session, features, subject),
    )


def _caption(row: LotRow, texts: Texts) -> str:
    return texts.say(_n("{count} device", "{count} devices", row.devices))


def _ticked(devices: Sequence[Any], step_id: int) -> int:
    return sum(step_id in device.checks for device in devices)
