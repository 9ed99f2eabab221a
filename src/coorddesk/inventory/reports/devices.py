"""Everything about one device on a sheet: its picture, what is known of it, its story, a code to scan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p, verbatim
from coorddesk.core.records import Entry
from coorddesk.core.tables import Column, Kind
from coorddesk.inventory.queries import AssetCard, AssetRow, asset_card, timeline
from coorddesk.inventory.queries.papers import asset_ids_of
from coorddesk.inventory.reports.reading import Choice, devices, meant, offered_columns, rows_of
from coorddesk.notes.queries import picture_bytes
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Sheet,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_MOST = 500
_PICTURE, _CODE, _ASIDE = 45, 28, 52  # millimetres
_SAID_ELSEWHERE = {"tag", "name", "status", "notes"}
_STORY: tuple[Column[Entry], ...] = (
    Column("moment", _("When"), lambda entry: entry.moment, Kind.MOMENT, 16),
    Column("text", _("What happened"), lambda entry: entry.text, Kind.CHOICE, 60),
    Column("actor", _("Who"), lambda entry: entry.actor, width=18),
)


def asset_sheets(session: Session, choice: Choice) -> Document:
    """A sheet for each device. Raises `UserError` for more than anybody means to print."""
    ids = asset_ids_of(session, meant(choice))
    if len(ids) > _MOST:
        sentence = _(
            "That would be {count} sheets, one for each device. Select {most} at most in the list, and print those.",
            count=len(ids),
            most=_MOST,
        )
        raise UserError(sentence)
    rows = list(rows_of(session, ids))
    columns = offered_columns(session)
    title = _("Device sheet")
    return Document(
        title=title,
        sheets=tuple(_sheet(session, row, columns) for row in rows),
        table=Report(title, columns, (Group(None, rows),), devices),
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "asset" else None


ASSET_SHEETS = ReportKind(
    "asset-sheets",
    _("Device sheets"),
    _("Everything about a device on a sheet, with its story and a code to scan."),
    asset_sheets,
    _choose,
    frozenset({"asset"}),
)


def _sheet(session: Session, row: AssetRow, columns: Sequence[Column[AssetRow]]) -> Sheet:
    card = asset_card(session, row.id)
    assert card is not None, "its row was just read"
    silent = _SAID_ELSEWHERE | (set() if row.quantity > 1 else {"quantity", "value"})
    known = tuple(Fact(column.title, column.value(row), column.kind) for column in columns if column.key not in silent)
    return Sheet(
        name=verbatim(card.title),
        title=verbatim(card.title),
        lines=(row.status, *([verbatim(row.name)] if row.name and row.name != card.title else [])),
        blocks=(
            Beside((Facts(known),), tuple(_aside(session, card)), _ASIDE),
            *_disposal(card),
            *_notes(row),
            Heading(_("History")),
            Listing(timeline(session, ("asset", row.id)), None, _("Nothing has happened yet."), _STORY),
        ),
    )


def _aside(session: Session, card: AssetCard) -> list[Block]:
    subjects: list[Subject] = [("asset", card.row.id)]
    if card.model_id is not None:
        subjects.append(("model", card.model_id))
    picture = picture_bytes(session, *subjects)
    number = card.row.tag or card.row.serial
    return [
        *([Picture(picture, _PICTURE)] if picture is not None else []),
        *([Code(number, _CODE)] if number else []),
    ]


def _notes(row: AssetRow) -> list[Block]:
    return [Heading(_("Notes")), Paragraph(verbatim(row.notes))] if row.notes else []


def _disposal(card: AssetCard) -> list[Block]:
    left = card.disposal
    if left is None:
        return []
    facts = (
        Fact(_("Reason"), left.reason_title, Kind.CHOICE),
        Fact(_("Day"), left.day, Kind.DATE),
        Fact(_("Recipient"), left.recipient),
        Fact(_("Certificate"), left.certificate),
        Fact(_("Data wiped"), left.data_wiped_title, Kind.CHOICE),
        Fact(_("Notes"), left.notes),
    )
    return [Heading(_p("device", "Retired")), Facts(facts)]
