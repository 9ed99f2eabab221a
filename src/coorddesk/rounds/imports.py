"""What sheets may bring of rounds: a row for each stop, in order; rounds are made with their first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import raise_versions
from coorddesk.directory.imports import PlaceLink
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.maintenance.imports.links import AssetLink
from coorddesk.rounds.models import Round, RoundStop
from coorddesk.rounds.rules import WORKDAYS, kept_weekdays

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DAYS = (
    *(("lun", "lundi", "mon", "monday"), ("mar", "mardi", "tue", "tuesday"), ("mer", "mercredi", "wed", "wednesday")),
    *(("jeu", "jeudi", "thu", "thursday"), ("ven", "vendredi", "fri", "friday"), ("sam", "samedi", "sat", "saturday")),
    ("dim", "dimanche", "sun", "sunday"),
)
_DAY_OF = {word: day for day, words in enumerate(_DAYS, start=1) for word in (*words, str(day))}
_WORD = re.compile(r"[a-z]+|\d")


def days_spelt(text: str) -> str:
    """Days of the week as a sheet keeps them: "1 2 3 4 5" of "lundi, mardi, mercredi, jeudi et vendredi"."""
    found = [word for word in _WORD.findall(fold(text)) if word not in {"et", "and"}]
    wrong = next((word for word in found if word not in _DAY_OF), None)
    if wrong is not None:
        raise UserError(_("“{word}” is no day of the week. Write 1 2 3 4 5, or the names of the days.", word=wrong))
    return " ".join(kept_weekdays(_DAY_OF[word] for word in found))


FIELDS = (
    ImportField(
        "round",
        _("Round"),
        FieldType.LINK,
        ("Tour", "Ronde", "Tournée", "Nom du tour", "Round name"),
        link=_("Round"),
        required=True,
        example=_("Morning round"),
    ),
    ImportField("position", _("Position"), FieldType.NUMBER, ("Ordre", "Étape n°", "Order", "Rang"), example=1),
    ImportField(
        "device",
        _("Device"),
        FieldType.LINK,
        ("Appareil", "N° inventaire", "Borne", "Asset tag", "Asset"),
        several=_("This could be several devices: give each a row of its own."),
    ),
    ImportField(
        "place",
        _("Place"),
        FieldType.LINK,
        ("Lieu", "Salle", "Emplacement", "Room", "Location"),
        link=_("Place"),
        example=_("Library / Room 12"),
    ),
    ImportField(
        "note",
        _("What to look at"),
        spellings=("À vérifier", "À regarder", "Consigne", "Remarque", "Instructions", "Check"),
        spelt=tidy,
        example=_("Scanner and screen"),
    ),
    ImportField(
        "days",
        _("On these days of the week"),
        spellings=("Jours", "Jours de la semaine", "Days", "Weekdays"),
        spelt=days_spelt,
        example="1 2 3 4 5",
    ),
)


class RoundTarget(SimpleTarget):
    """The stops of rounds within one import; places that are not there yet are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._round, self._stop = table_named(Round.__tablename__), table_named(RoundStop.__tablename__)
        self._assets, self._places = AssetLink(session), PlaceLink(session)
        self._rounds = {row.id: row.name for row in session.execute(select(Round.id, Round.name))}
        self._ids = {fold(name): row_id for row_id, name in self._rounds.items()}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every stop."""
        for stop_id, values in self._told():
            yield Known(stop_id, 0, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every stop, round by round, in its order."""
        yield from (values for _id, values in self._told())

    def named(self, field_key: str, name: str) -> Named:
        """The round, device or place of a name; of these a sheet of rounds makes all but devices."""
        match field_key:
            case "device":
                return self._assets.named(name)
            case "place":
                return self._places.named(name)
        there = self._ids.get(fold(name))
        return Named(tidy(name), exists=False) if there is None else Named(self._rounds[there], exists=True)

    def names(self, field_key: str) -> Iterable[str]:
        """What rounds, devices or places are called."""
        match field_key:
            case "device":
                return self._assets.names.values()
            case "place":
                return self._places.names.values()
        return self._rounds.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A stop is a device or a place, at a position that counts from 1."""
        if known is None and bool(values.get("device")) == bool(values.get("place")):
            return "device", _("Each stop is a device or a place.")
        if known is not None and (said := next((key for key in ("device", "place") if key in values), None)):
            return said, _("Each stop is a device or a place.")
        if values.get("position") is not None and values["position"] < 1:
            return "position", _("Positions count from 1.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each stop is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add stops, those without a position after the last."""
        listed = list(rows)
        there = set(self._ids.values())
        self._make({row["round"]: row.get("days") for row in listed})
        places = self._places.ids(dict.fromkeys(row["place"] for row in listed if row.get("place")))
        last = dict(self._session.execute(_LAST).all())
        stops = []
        for row in listed:
            round_id = self._ids[fold(row["round"])]
            place = row["position"] - 1 if row.get("position") else last.get(round_id, -1) + 1
            last[round_id] = max(place, last.get(round_id, -1))
            stops.append(
                {
                    "round_id": round_id,
                    "position": place,
                    "asset_id": self._assets.id_of(row["device"]) if row.get("device") else None,
                    "place_id": places[row["place"]] if row.get("place") else None,
                    "note": row.get("note") or "",
                }
            )
        insert_rows(self._session, self._stop, stops)
        raise_versions(self._session, self._round, there & {stop["round_id"] for stop in stops})

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change the order and the notes of stops, and the days of rounds."""
        wanted = select(RoundStop.id, RoundStop.round_id).where(RoundStop.id.in_([change.id for change in changes]))
        of_round: dict[int, int] = dict(self._session.execute(wanted).all())
        stops, days = [], {}
        for change in changes:
            said: dict[str, Any] = {key: change.values[key] for key in ("note",) if key in change.values}
            if "position" in change.values:
                said["position"] = change.values["position"] - 1
            if said:
                stops.append((change.id, said))
            if "days" in change.values:
                days[of_round[change.id]] = {"weekdays": _kept(change.values["days"])}
        update_rows(self._session, self._stop, stops)
        update_rows(self._session, self._round, list(days.items()))
        raise_versions(self._session, self._round, {of_round[stop_id] for stop_id, _said in stops} - set(days))

    def _make(self, wanted: Mapping[str, str | None]) -> None:
        """Make the rounds that are not there yet; one that says no days is made from Monday to Friday."""
        new = {fold(name): (name, days) for name, days in wanted.items() if fold(name) not in self._ids}
        rows = [
            {
                "name": name,
                "name_folded": folded,
                "weekdays": kept_weekdays(WORKDAYS) if days is None else _kept(days),
                "notes": "",
            }
            for folded, (name, days) in new.items()
        ]
        made = insert_rows(self._session, self._round, rows)
        self._ids |= dict(zip(new, made, strict=True))

    def _told(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each stop as a sheet says it; one whose device is in the bin is left out."""
        for row in self._session.execute(_STOPS):
            if row.asset_id is not None and row.asset_id not in self._assets.names:
                continue
            yield (
                row.id,
                {
                    "round": row.name,
                    "position": row.position + 1,
                    "device": None if row.asset_id is None else self._assets.names[row.asset_id],
                    "place": None if row.place_id is None else self._places.names[row.place_id],
                    "note": row.note or None,
                    "days": " ".join(row.weekdays) or None,
                },
            )


def _kept(days: str | None) -> str:
    return (days or "").replace(" ", "")


_LAST = select(RoundStop.round_id, func.max(RoundStop.position)).group_by(RoundStop.round_id)
_STOPS = (
    select(
        RoundStop.id,
        Round.name,
        Round.weekdays,
        RoundStop.position,
        RoundStop.asset_id,
        RoundStop.place_id,
        RoundStop.note,
    )
    .join(Round, Round.id == RoundStop.round_id)
    .order_by(Round.name_folded, RoundStop.position, RoundStop.id)
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return RoundTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import rounds: {new} new, {changed} changed", new=new, changed=changed)


ROUNDS_SHEETS = ImportKind(
    key="rounds",
    title=_("Rounds"),
    fields=FIELDS,
    keys=(Key(("device", "round")), Key(("place", "round"))),
    open=RoundTarget,
    deed=_deed,
    rows=_rows,
)
