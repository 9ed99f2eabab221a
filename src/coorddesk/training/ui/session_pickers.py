"""What forms of sessions search in: courses, who gives them, whom they are held with, and what is reserved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options, place_options, supplier_options
from coorddesk.inventory.queries import model_options
from coorddesk.lending.queries import kit_options
from coorddesk.maintenance.queries import asset_options
from coorddesk.training.queries import KitThing, PartnerRow, TrainerRow, course_options
from coorddesk.training.service import CourseDetails, Kit, PartnerWish, TrainerWish, create_course
from coorddesk.widgets.forms.picked_editor import Picked, PickedEditor
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_MOST = 999


def course_picker(desk: Desk) -> RecordPicker:
    """A course; one that is not there yet is made of its title."""
    return RecordPicker(desk, course_options, Maker(_new_course, _make_course), _("Title of the course"))


def session_place_picker(desk: Desk) -> RecordPicker:
    """A place by any part of its path."""
    return RecordPicker(desk, place_options, hint=_("Site, building or room"))


def trainers_editor(desk: Desk) -> PickedEditor:
    """People of the directory, partners, or names."""
    searches = {"person": person_options, "supplier": supplier_options}
    return PickedEditor(desk, searches, _("Person, supplier, or a name and Enter"), by_name=True, lines=4)


def partners_editor(desk: Desk) -> PickedEditor:
    """Suppliers or names, with what was agreed."""
    hint = _("Supplier, or a name and Enter")
    return PickedEditor(desk, {"supplier": supplier_options}, hint, _p("training", "Agreement"), by_name=True, lines=2)


def things_editor(desk: Desk) -> PickedEditor:
    """Devices, kits, or so many of a model."""
    searches = {"kit": kit_options, "model": model_options, "asset": asset_options}
    return PickedEditor(desk, searches, _("Kit, model, or a device by its number"), _("How many"), lines=3)


def picked_trainers(rows: Iterable[TrainerRow]) -> tuple[Picked, ...]:
    """Who gives a session, for its form; of somebody whom a partner sends, the partner is kept beside the name."""
    return tuple(_trainer(row) for row in rows)


def trainer_wishes(picked: Iterable[Picked], before: Iterable[TrainerRow]) -> tuple[TrainerWish, ...]:
    """Who is to give it; one who stays keeps the partner who sends them."""
    sent = {_trainer(row): TrainerWish(row.person_id, row.supplier_id, row.name) for row in before}
    return tuple(sent.get(each) or _trainer_wish(each) for each in picked)


def picked_partners(rows: Iterable[PartnerRow]) -> tuple[Picked, ...]:
    """Whom a session is held with, for its form."""
    return tuple(
        Picked("supplier" if row.supplier_id is not None else "", row.supplier_id, row.called, row.agreement)
        for row in rows
    )


def partner_wishes(picked: Iterable[Picked]) -> tuple[PartnerWish, ...]:
    """Whom it is to be held with."""
    return tuple(PartnerWish(each.id, "" if each.id is not None else each.name, each.note) for each in picked)


def picked_things(things: Iterable[KitThing]) -> tuple[Picked, ...]:
    """What is reserved, for the form of a session."""
    return tuple(
        Picked(each.kind, each.id, each.name, str(each.count) if each.kind == "model" else "") for each in things
    )


def kit_wish(session_id: int, picked: Iterable[Picked]) -> Kit:
    """What is to be reserved; what is no number of a model is one of it."""
    ids: dict[str, list[int]] = {"asset": [], "kit": [], "model": []}
    models: list[tuple[int, int]] = []
    for each in picked:
        assert each.id is not None  # only records are offered
        ids[each.kind].append(each.id)
        if each.kind == "model":
            count = int(each.note) if each.note.isdecimal() else 1
            models.append((each.id, min(max(1, count), _MOST)))
    return Kit(session_id, tuple(ids["asset"]), tuple(ids["kit"]), tuple(models))


def _trainer(row: TrainerRow) -> Picked:
    if row.person_id is not None:
        return Picked("person", row.person_id, row.called)
    if row.supplier_id is not None and not row.name:
        return Picked("supplier", row.supplier_id, row.called)
    return Picked("", None, row.called)


def _trainer_wish(each: Picked) -> TrainerWish:
    match each.kind:
        case "person":
            return TrainerWish(person_id=each.id)
        case "supplier":
            return TrainerWish(supplier_id=each.id)
    return TrainerWish(name=each.name)


def _new_course(name: str) -> Message:
    return _("New course “{name}”", name=name)


def _make_course(session: Session, name: str) -> Option:
    """In the lane."""
    return Option(create_course(session, CourseDetails(name)), name)
