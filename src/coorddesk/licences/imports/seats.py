"""What sheets may bring of who and what has seats of licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import PersonLink
from coorddesk.directory.imports.spellings import NOTES
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.licences.imports import spellings
from coorddesk.licences.models import Licence, LicenceSeat

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField("licence", _("Licence"), FieldType.LINK, spellings.NAMES, required=True, example=_("Office suite")),
    ImportField("person", _("Person"), FieldType.LINK, spellings.PEOPLE, link=_("Person"), example="Marie Dupont"),
    ImportField("asset", _("Device"), FieldType.LINK, spellings.DEVICES),
    ImportField("since", _("Since"), FieldType.DATE, spellings.SINCE, past=True),
    ImportField("note", _("Note"), spellings=NOTES),
)


class SeatTarget(SimpleTarget):
    """The seats that are taken, within one import; people who are not there yet are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._people = PersonLink(session)
        self._licences = _named(session)
        self._meant: dict[str, list[int]] = {}
        for licence_id, (name, label) in self._licences.items():
            for words in {fold(name), fold(label)}:
                self._meant.setdefault(words, []).append(licence_id)
        devices = session.execute(select(Asset.id, Asset.tag, Asset.serial, Asset.name).order_by(Asset.id.desc())).all()
        self._called = {asset_id: called(tag, serial, name, asset_id) for asset_id, tag, serial, name in devices}
        self._devices = {
            fold_code(word): asset_id
            for asset_id, tag, serial, _name in devices
            for word in (self._called[asset_id], serial, tag)
            if word
        }

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every seat that is taken."""
        wanted = select(LicenceSeat).where(LicenceSeat.until.is_(None)).order_by(LicenceSeat.id)
        for seat in self._session.scalars(wanted):
            said = self._said(seat)
            yield Known(seat.id, seat.version, tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every seat that is taken, licence by licence."""
        wanted = select(LicenceSeat).join(Licence, Licence.id == LicenceSeat.licence_id)
        wanted = wanted.where(LicenceSeat.until.is_(None)).order_by(Licence.name_folded, Licence.id, LicenceSeat.id)
        yield from map(self._said, self._session.scalars(wanted))

    def named(self, field_key: str, name: str) -> Named:
        """The licence, device or person that a name means; licences and devices must be there."""
        match field_key:
            case "licence":
                return Named(self._licences[self._licence(name)][1], exists=True)
            case "asset":
                asset_id = self._devices.get(fold_code(name))
                if asset_id is None:
                    raise UserError(_("There is no device “{number}”.", number=name))
                return Named(self._called[asset_id], exists=True)
        return self._people.named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What licences or people are called; devices are known by their numbers alone."""
        if field_key == "licence":
            return [label for _name, label in self._licences.values()]
        return self._people.names.values() if field_key == "person" else ()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Somebody or something has a seat, and not both."""
        if known is None and (values.get("person") is None) == (values.get("asset") is None):
            return "person", _("A seat is somebody's or a device's: say one of them.")
        if (values.get("since") or clock_of(self._session).today()) > clock_of(self._session).today():
            return "since", _("This day is still to come. A seat is given or taken back once it is.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Give seats; more than were bought are told by the list, as they are in the sheet."""
        listed = list(rows)
        people = self._people.ids(dict.fromkeys(name for row in listed if (name := row.get("person"))))
        today = clock_of(self._session).today()
        columns = [
            {
                "licence_id": self._licence(row["licence"]),
                "person_id": people.get(row.get("person") or ""),
                "asset_id": self._devices[fold_code(row["asset"])] if row.get("asset") else None,
                "since": row.get("since") or today,
                "note": row.get("note") or "",
            }
            for row in listed
        ]
        insert_rows(self._session, _TABLE, columns)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change since when seats are taken, and what is noted; whose they are is their key."""
        own = [
            (each.id, {key: each.values[key] for key in ("since", "note") if key in each.values}) for each in changes
        ]
        update_rows(self._session, _TABLE, own)

    def _licence(self, name: str) -> int:
        found = self._meant.get(fold(name), [])
        if not found:
            raise UserError(_("There is no licence “{name}”. Import the licences first.", name=name))
        if len(found) > 1:
            labels = ", ".join(self._licences[licence_id][1] for licence_id in found)
            raise UserError(_("“{name}” is several licences. Write which: {labels}.", name=name, labels=labels))
        return found[0]

    def _said(self, seat: LicenceSeat) -> dict[str, Any]:
        return {
            "licence": self._licences[seat.licence_id][1],
            "person": None if seat.person_id is None else self._people.names[seat.person_id],
            "asset": None if seat.asset_id is None else self._called[seat.asset_id],
            "since": seat.since,
            "note": seat.note or None,
        }


def _named(session: Session) -> dict[int, tuple[str, str]]:
    """The name of each licence, and how a sheet calls it: with its order, or its number, if it has namesakes."""
    wanted = select(Licence.id, Licence.name, Licence.name_folded, Licence.order_number).order_by(Licence.id)
    rows = session.execute(wanted).all()
    bearers = Counter(row.name_folded for row in rows)
    labels = {row.id: row.name if bearers[row.name_folded] == 1 else _told_apart(row) for row in rows}
    return {row.id: (row.name, labels[row.id]) for row in rows}


def _told_apart(row: Any) -> str:
    return f"{row.name} ({row.order_number or f'#{row.id}'})"


_TABLE = table_named(LicenceSeat.__tablename__)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return SeatTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import seats of licences: {new} new, {changed} changed", new=new, changed=changed)


LICENCE_SEATS = ImportKind(
    key="licence-seats",
    title=_("Seats of licences"),
    fields=FIELDS,
    keys=(Key(("person", "licence")), Key(("asset", "licence"))),
    open=SeatTarget,
    deed=_deed,
    rows=_rows,
)
