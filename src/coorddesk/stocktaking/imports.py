"""What a handheld scanner or a sheet may bring of a stocktake: codes, and the room of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.codes import subject_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.directory.queries import load_place_names
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.rules import CONDITION_TITLES
from coorddesk.stocktaking.models import Stocktake
from coorddesk.stocktaking.queries import LineQuery, line_ids, line_page
from coorddesk.stocktaking.rules import COUNTED
from coorddesk.stocktaking.service import Scan, count_all

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "code",
        _("Number or code"),
        FieldType.CODE,
        ("Code", "Code scanné", "Code lu", "Code-barres", "Barcode", "Scanned code", "Scan", "EAN"),
        required=True,
        example="CD-00042",
    ),
    ImportField(
        "place",
        _("Found in"),
        FieldType.LINK,
        ("Trouvé dans", "Lieu", "Salle", "Localisation", "Room", "Location", "Place", "Lieu constaté"),
        example=_("Main building / Room 12"),
    ),
    ImportField(
        "stocktake", _("Stocktake"), FieldType.LINK, ("Récolement", "Inventaire", "Campagne", "Stock take", "Audit")
    ),
    ImportField(
        "condition",
        _("Condition"),
        FieldType.CHOICE,
        ("État", "État constaté", "Condition seen"),
        choices=tuple(Choice(worn, title) for worn, title in CONDITION_TITLES.items()),
    ),
    ImportField("note", _("Note"), spellings=("Remarque", "Observation", "Observations", "Commentaire", "Remark")),
)


class ScansTarget(SimpleTarget):
    """The things counted in open stocktakes within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    @cached_property
    def _open(self) -> dict[str, tuple[int, str]]:
        """The id and name of each stocktake that goes on, by folded name."""
        rows = select(Stocktake.name_folded, Stocktake.id, Stocktake.name).where(Stocktake.closed_at.is_(None))
        return {key: (stocktake_id, name) for key, stocktake_id, name in self._session.execute(rows)}

    @cached_property
    def _places(self) -> Any:
        return load_place_names(self._session)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """What was counted already; what is still to find is counted as if it were new."""
        for row in _rows(self._session):
            yield Known(row["id"], row["version"], tuple(row[key] or None for key in fields))

    def named(self, field_key: str, name: str) -> Named:
        """An open stocktake, or a place that is there: a slip of a scanner makes none."""
        if field_key == "stocktake":
            if fold(name) not in self._open:
                raise UserError(_("No open stocktake is called “{name}”.", name=name))
            return Named(self._open[fold(name)][1], exists=True)
        found = self._places.find(name)
        if found is None:
            raise UserError(_("There is no place called “{name}”.", name=name))
        return Named(self._places.path(found), exists=True)

    def names(self, field_key: str) -> Iterable[str]:
        """What a text may mean."""
        if field_key == "stocktake":
            return [name for _id, name in self._open.values()]
        return [str(path) for path in self._places.paths().values()]

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at: labels of rooms stand among the codes of a scanner."""
        return False

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """The label of a room is no thing; and it must be plain which stocktake is meant."""
        subject = subject_of(values.get("code") or "")
        if subject is not None and subject[0] == "place":
            said = _("This is the label of a room. Give each row its room, or paste the list on the counting screen.")
            return "code", said
        if known is None and values.get("stocktake") is None and len(self._open) != 1:
            if not self._open:
                return "code", _("No stocktake is open. Open one first.")
            return "code", _("Several stocktakes are open. Say which one in a column “Stocktake”.")
        return None

    def insert(self, rows: NewRows) -> None:
        """Count them."""
        self._count(rows, anew=False)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Count anew what is in another room or condition by now."""
        page = line_page(self._session, [change.id for change in changes])
        self._count(
            [
                {"code": row.called, "place": row.found_place, "stocktake_id": row.stocktake_id, **change.values}
                for change in changes
                if (row := page.get(change.id)) is not None
            ],
            anew=True,
        )

    def _count(self, rows: Iterable[Mapping[str, Any]], *, anew: bool) -> None:
        count_all(self._session, [self._scan(row, anew=anew) for row in rows])

    def _scan(self, row: Mapping[str, Any], *, anew: bool) -> Scan:
        stocktake_id = row.get("stocktake_id")
        if stocktake_id is None:
            name = row.get("stocktake")
            meant = self._open[fold(name)] if name else next(iter(self._open.values()))
            stocktake_id = meant[0]
        place = row.get("place")
        room = None if place is None else self._places.find(place)
        return Scan(stocktake_id, room, row["code"], row.get("condition"), row.get("note") or "", anew=anew)


def _rows(session: Session) -> Iterator[dict[str, Any]]:
    """What was counted in open stocktakes."""
    opened = select(Stocktake.id, Stocktake.name).where(Stocktake.closed_at.is_(None)).order_by(Stocktake.id)
    for stocktake_id, name in session.execute(opened).all():
        ids = line_ids(session, LineQuery(stocktake_id, states=COUNTED, sort="found_at"))
        for start in range(0, len(ids), _READ_AT_ONCE):
            part = ids[start : start + _READ_AT_ONCE]
            page = line_page(session, part)
            for row in (page[line_id] for line_id in part):
                yield {
                    "id": row.id,
                    "version": row.version,
                    "code": row.called,
                    "place": row.found_place,
                    "stocktake": name,
                    "condition": row.condition,
                    "note": row.note,
                }


def _deed(new: int, changed: int) -> Message:
    return _("Import scans of a stocktake: {new} new, {changed} changed", new=new, changed=changed)


_READ_AT_ONCE = 5000

SCANS = ImportKind(
    key="scans",
    title=_("Scans of a stocktake"),
    fields=FIELDS,
    keys=(Key(("code", "stocktake"), unique=False), Key(("code",), unique=False)),
    open=ScansTarget,
    deed=_deed,
    rows=lambda session: ({field.key: row[field.key] for field in FIELDS} for row in _rows(session)),
)
