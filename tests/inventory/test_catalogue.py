from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import (
    AssetQuery,
    asset_ids,
    categories,
    category_options,
    default_labels,
    findings,
    manufacturer_options,
    manufacturers,
    model_options,
    models,
    status_labels,
)
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import (
    LabelEdit,
    ModelEdit,
    ModelWords,
    NewLabel,
    Renaming,
    create_category,
    create_label,
    create_manufacturer,
    create_model,
    delete_category,
    delete_label,
    delete_manufacturer,
    delete_model,
    edit_label,
    edit_model,
    find_or_create_category,
    find_or_create_manufacturer,
    find_or_create_model,
    rename_category,
    rename_manufacturer,
    seed_labels,
)
from tests.factories import make_asset

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_a_renamed_category_is_found_by_its_devices_at_once(desk: Database) -> None:
    with desk.transaction() as session:
        laptops = create_category(session, "Portable")
        asset = make_asset(session, name="", category_id=laptops)
    with desk.transaction() as session:
        rename_category(session, Renaming(laptops, 1, "Ordinateur  portable"))
    with desk.reading() as session:
        assert [(row.name, row.uses) for row in categories(session)] == [("Ordinateur portable", 1)]
        assert list(asset_ids(session, AssetQuery("ordinateur"))) == [asset]
        assert category_options(session, "port") == (Option(laptops, "Ordinateur portable"),)
        assert list(findings(session)) == []


def test_what_is_used_stays_and_what_is_not_goes(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        laptops, screens = create_category(session, "Portable"), find_or_create_category(session, "Écran")
        dell, hp = create_manufacturer(session, "Dell"), find_or_create_manufacturer(session, "HP")
        latitude = find_or_create_model(session, ModelWords("dell", "Latitude"))
        other = find_or_create_model(session, ModelWords("Dell", "Optiplex"))
        assert latitude is not None
        assert other is not None
        make_asset(session, category_id=laptops, model_id=latitude)
    said = []
    for verb, row_id in ((delete_category, laptops), (delete_manufacturer, dell), (delete_model, latitude)):
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            verb(session, Deletion(row_id, 1))
        said.append(texts.say(refused.value.message))
    assert said == [
        "“Portable” cannot be deleted: it still has 1 device, the bin included.",
        "“Dell” cannot be deleted: it still has 2 models.",
        "“Latitude” cannot be deleted: it still has 1 device, the bin included.",
    ]
    with desk.transaction() as session:
        delete_category(session, Deletion(screens, 1))
        delete_manufacturer(session, Deletion(hp, 1))
        delete_model(session, Deletion(other, 1))
    with desk.reading() as session:
        assert [row.name for row in (*categories(session), *manufacturers(session))] == ["Portable", "Dell"]
        assert [(row.manufacturer, row.name, row.uses) for row in models(session)] == [("Dell", "Latitude", 1)]


def test_a_model_is_known_by_maker_name_and_number_together(desk: Database) -> None:
    with desk.transaction(_("Add models")) as session:
        said = [
            ModelWords("Dell", "Latitude", "5440"),
            ModelWords("DELL", "latitude ", "5440"),
            ModelWords("Dell", "Latitude"),
            ModelWords("Dell"),
            ModelWords("", "Latitude"),
            ModelWords(" ", "", ""),
        ]
        ids = [find_or_create_model(session, words) for words in said]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 5
    assert ids[-1] is None
    with desk.reading() as session:
        assert model_options(session, "dell 5440") == (Option(ids[0] or 0, "Latitude", "Dell 5440"),)
        assert [option.id for option in model_options(session, "", manufacturer=1)] == [ids[0], ids[2]]


def test_a_model_is_renamed_but_never_into_another(desk: Database) -> None:
    with desk.transaction() as session:
        one, other = (create_model(session, ModelWords("Dell", name)) for name in ("Latitude", "Optiplex"))
    with desk.transaction() as session:
        edit_model(session, ModelEdit(one, 1, ModelWords("HP", "ProBook", "G8")))
    with pytest.raises(UserError), desk.transaction() as session:
        edit_model(session, ModelEdit(other, 1, ModelWords("hp", "probook", "g8")))
    with pytest.raises(UserError), desk.transaction() as session:
        edit_model(session, ModelEdit(other, 1, ModelWords()))
    with pytest.raises(UserError), desk.transaction() as session:
        create_model(session, ModelWords("DELL", "optiplex"))
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_model(session, ModelEdit(one, 1, ModelWords("HP", "ProBook")))
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert [(row.manufacturer, row.name) for row in models(session)] == [("Dell", "Latitude"), ("Dell", "Optiplex")]


def test_a_renamed_manufacturer_keeps_its_models(desk: Database) -> None:
    with desk.transaction() as session:
        create_model(session, ModelWords("Hewlett", "ProBook"))
    with desk.transaction() as session:
        rename_manufacturer(session, Renaming(1, 1, "HP"))
    with desk.reading() as session:
        assert [row.manufacturer for row in models(session)] == ["HP"]
        assert manufacturer_options(session, "hp") == (Option(1, "HP"),)


def test_a_new_desk_has_one_status_of_each_meaning(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        seed_labels(session)
    with desk.reading() as session:
        titles = [texts.say(row.title) for row in status_labels(session)]
    assert titles == ["In stock", "Assigned", "On loan", "Under repair", "Unavailable", "Retired"]


def test_a_desk_has_its_own_words_for_a_status(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        spare = create_label(session, NewLabel(MetaStatus.IN_STOCK, "En réserve"))
    with desk.transaction() as session:
        edit_label(session, LabelEdit(1, 1, "Disponible"))
    with desk.reading() as session:
        assert [texts.say(row.title) for row in status_labels(session)][:3] == ["Disponible", "En réserve", "Assigned"]
        assert default_labels(session)[MetaStatus.IN_STOCK] == 1
    with desk.transaction() as session:
        edit_label(session, LabelEdit(1, 2, None))
    with desk.transaction() as session:
        make_asset(session, status_label_id=spare)
    with desk.reading() as session:
        assert [(texts.say(row.title), row.uses) for row in status_labels(session)][:2] == [
            ("In stock", 0),
            ("En réserve", 1),
        ]


def test_statuses_are_told_apart_and_each_meaning_keeps_one(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        spare = create_label(session, NewLabel(MetaStatus.IN_STOCK, "En réserve"))
        unused = create_label(session, NewLabel(MetaStatus.IN_STOCK, "Nouveau"))
        make_asset(session, status_label_id=spare)
    said = []
    deeds: tuple[Callable[[Session], object], ...] = (
        lambda session: create_label(session, NewLabel(MetaStatus.RETIRED, "EN RESERVE")),
        lambda session: create_label(session, NewLabel(MetaStatus.RETIRED, " ")),
        lambda session: edit_label(session, LabelEdit(spare, 1, None)),
        lambda session: delete_label(session, Deletion(2, 1)),
        lambda session: delete_label(session, Deletion(spare, 1)),
    )
    for deed in deeds:
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            deed(session)
        said.append(texts.say(refused.value.message))
    assert said == [
        "There is already a status of this name.",
        "A name is needed.",
        "There is already a status of this name.",
        "This is the only status of its meaning. Rename it instead.",
        "“En réserve” cannot be deleted: it still has 1 device, the bin included.",
    ]
    with desk.transaction() as session:
        delete_label(session, Deletion(unused, 1))
    with desk.reading() as session:
        assert len(status_labels(session)) == 7
