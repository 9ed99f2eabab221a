"""The papers of devices that leave: a dossier for what left together, and the disposals of each year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.inventory.queries.disposals import GoneRow, gone
from coorddesk.inventory.queries.papers import asset_ids_of
from coorddesk.inventory.reports.reading import Choice
from coorddesk.inventory.rules import DataWiped
from coorddesk.reporting.blocks import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Sheet,
    Signatures,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def disposal_dossiers(session: Session, choice: Choice) -> Document:
    """A dossier for each batch of the devices chosen, or of all that left: those that left together, alike."""
    rows = gone(session, None if choice is None else list(asset_ids_of(session, choice)))
    batches = [list(together) for _batch, together in groupby(rows, lambda row: row.batch)]
    name = organisation(session).name
    title = _("Disposal dossier")
    return Document(
        title=title,
        sheets=tuple(_dossier(batch, name) for batch in batches),
        table=Report(
            title, _DEVICES, tuple(Group(_called(batch), batch) for batch in batches), _noun, grouped_by=_("Disposal")
        ),
        typed=(
            TypedText(
                "wiping",
                _("How data was wiped"),
                _("All data carriers were erased or destroyed before the devices left, so that nothing can be read."),
            ),
        ),
    )


def disposals(session: Session, choice: Choice) -> Report[GoneRow]:
    """What left, year by year, the latest first."""
    rows = gone(session, None if choice is None else list(asset_ids_of(session, choice)))
    years = [(year, list(together)) for year, together in groupby(rows, lambda row: row.day.year)]
    return Report(
        _("Disposals"),
        _IN_YEAR,
        tuple(Group(verbatim(str(year)), together) for year, together in years),
        _noun,
        grouped_by=_("Year"),
        offered=(*_IN_YEAR, *(column for column in _DEVICES if column.key not in {each.key for each in _IN_YEAR})),
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "asset" else None


DOSSIERS = ReportKind(
    "disposal-dossiers",
    _("Disposal dossier"),
    _("For the file: what left together, its book value, why and to whom, that data is gone, with room to sign."),
    disposal_dossiers,
    _choose,
    frozenset({"asset"}),
)
DISPOSALS = ReportKind(
    "disposals",
    _("Disposals"),
    _("What left in each year, why and where to, with what it cost and its book value."),
    disposals,
)


def _dossier(batch: Sequence[GoneRow], organisation_name: str) -> Sheet:
    first = batch[0]
    facts = (
        Fact(_("Day"), first.day, Kind.DATE),
        Fact(_("Reason"), first.reason_title, Kind.CHOICE),
        Fact(_("Recipient"), first.recipient),
        Fact(_("Certificate"), first.certificate, Kind.CODE),
        Fact(_("Devices"), sum(row.quantity for row in batch), Kind.NUMBER),
        Fact(_("Book value"), _sum([row.book_value for row in batch]), Kind.AMOUNT),
    )
    notes = [Paragraph(verbatim(note)) for note in dict.fromkeys(row.notes for row in batch if row.notes)]
    noted: list[Block] = [Heading(_("Notes")), *notes] if notes else []
    places = (verbatim(organisation_name) if organisation_name else _("For the organisation"), _("The recipient"))
    return Sheet(
        name=_called(batch),
        title=_("Disposal of {day}", day=first.day),
        lines=(first.reason_title,),
        blocks=(
            Facts(facts),
            Heading(_("Devices")),
            Listing(batch, _noun, _("No device."), _DEVICES),
            *_wiping(batch),
            *noted,
        ),
        foot=(Signatures(places),),
    )


def _wiping(batch: Sequence[GoneRow]) -> list[Block]:
    """What became of the data, device by device where they differ."""
    wiped = [row for row in batch if row.data_wiped is DataWiped.YES]
    kept = [row for row in batch if row.data_wiped is DataWiped.NO]
    blocks: list[Block] = [Heading(_("Data"))]
    if wiped:
        said = _n(
            "Data was wiped on {count} device: {devices}.",
            "Data was wiped on {count} devices: {devices}.",
            len(wiped),
            devices=_row(wiped),
        )
        blocks += [Typed("wiping"), Paragraph(said)]
    if kept:
        said = _n(
            "Data was not wiped on {count} device: {devices}.",
            "Data was not wiped on {count} devices: {devices}.",
            len(kept),
            devices=_row(kept),
        )
        blocks.append(Paragraph(said))
    if not wiped and not kept:
        blocks.append(Paragraph(_("None of these devices held any data.")))
    return blocks


def _row(rows: Sequence[GoneRow]) -> str:
    return ", ".join(row.device for row in rows)


def _called(batch: Sequence[GoneRow]) -> Message:
    first = batch[0]
    said = _("{reason}, {day}", reason=first.reason_title, day=first.day)
    return _("{what} · {who}", what=said, who=first.recipient) if first.recipient else said


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _noun(count: int) -> Message:
    return _n("{count} device", "{count} devices", count)


_TAG = Column[GoneRow]("tag", _("Inventory number"), lambda row: row.tag, Kind.CODE, 13)
_SERIAL = Column[GoneRow]("serial", _("Serial number"), lambda row: row.serial, Kind.CODE, 15)
_MODEL = Column[GoneRow]("model", _("Model"), lambda row: row.made_of or row.name, width=20)
_BOUGHT = Column[GoneRow]("purchase_date", _("Bought"), lambda row: row.purchase_date, Kind.DATE, 11)
_PAID = Column[GoneRow]("paid", _("Cost"), lambda row: row.paid, Kind.AMOUNT, 12, total=True)
_LEFT = Column[GoneRow]("book_value", _("Book value"), lambda row: row.book_value, Kind.AMOUNT, 12, total=True)
_WIPED = Column[GoneRow]("data_wiped", _("Data wiped"), lambda row: row.data_wiped_title, Kind.CHOICE, 11)
_DEVICES = (_TAG, _SERIAL, _MODEL, _BOUGHT, _PAID, _LEFT, _WIPED)
_IN_YEAR = (
    Column[GoneRow]("day", _("Day"), lambda row: row.day, Kind.DATE, 11),
    _TAG,
    _MODEL,
    Column[GoneRow]("category", _("Category"), lambda row: row.category, width=16),
    Column[GoneRow]("reason", _("Reason"), lambda row: row.reason_title, Kind.CHOICE, 14),
    Column[GoneRow]("recipient", _("Recipient"), lambda row: row.recipient, width=22),
    Column[GoneRow]("certificate", _("Certificate"), lambda row: row.certificate, Kind.CODE, 14),
    _WIPED,
    _PAID,
    _LEFT,
)
