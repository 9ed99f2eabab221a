from __future__ import annotations

from dataclasses import replace

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.texts import Texts
from coorddesk.importing.finding.table import Header
from coorddesk.importing.mapping.columns import Said, map_columns
from coorddesk.importing.splitting import Split, cut_after_head
from coorddesk.importing.words import HeaderWords
from tests.importing.devices import DEVICES, FIELDS


def headers(*labels: str, beside: tuple[str, ...] = ()) -> list[Header]:
    return [
        Header(place, chr(ord("A") + place), "" if label.startswith("[") else label, label, label in beside)
        for place, label in enumerate(labels)
    ]


@pytest.fixture
def words(languages: tuple[Texts, Texts]) -> HeaderWords:
    return HeaderWords(FIELDS, languages)


def mapped(words: HeaderWords, columns: list[Header], told: dict[str, str] | None = None) -> dict[str, list[str]]:
    chosen = map_columns(columns, DEVICES, words, [Said(told or {}, _("as you say"), binding=True)])
    keys = [field.key for field in FIELDS if field.key in chosen.headers]
    return {key: [header.label for header in chosen.headers[key]] for key in keys}


def test_columns_feed_the_fields_that_their_headers_name(words: HeaderWords) -> None:
    columns = headers("Lieu", "Company", "Asset Tag", "Prix (€)")
    assert mapped(words, columns) == {"tag": ["Asset Tag"], "place": ["Lieu"], "price": ["Prix (€)"]}


def test_of_two_columns_for_one_field_the_surer_wins(words: HeaderWords) -> None:
    columns = headers("Salle", "Location", "Lieu", "Lieu (2)", "Localistion")
    assert mapped(words, columns) == {"place": ["Lieu"]}
    assert mapped(words, columns[:2]) == {"place": ["Location"]}


def test_parts_are_joined_in_the_order_in_which_they_are_said(words: HeaderWords) -> None:
    columns = headers("Checked Out To: Last Name", "Asset Tag", "Checked Out To: First Name", "Prénom (2)")
    assert mapped(words, columns) == {
        "tag": ["Asset Tag"],
        "holder": ["Checked Out To: First Name", "Prénom (2)", "Checked Out To: Last Name"],
    }


def test_a_part_that_comes_twice_is_taken_once(words: HeaderWords) -> None:
    columns = headers("Checked Out To: Last Name", "checked out to: last name", "Checked Out To: First Name")
    assert mapped(words, columns) == {"holder": ["Checked Out To: First Name", "Checked Out To: Last Name"]}


def test_a_whole_name_goes_before_its_parts(words: HeaderWords) -> None:
    columns = headers("Checked Out To: Last Name", "Détenteur", "Checked Out To: First Name")
    assert mapped(words, columns) == {"holder": ["Détenteur"]}


def test_columns_beside_the_table_are_left_out_unless_told(words: HeaderWords) -> None:
    columns = headers("Nom", "Catégorie", beside=("Catégorie",))
    assert mapped(words, columns) == {"name": ["Nom"]}
    assert mapped(words, columns, {"Catégorie": "category"}) == {"name": ["Nom"], "category": ["Catégorie"]}


def test_what_people_say_goes_before_the_words(words: HeaderWords) -> None:
    columns = headers("Nom", "Truc", "Lieu", "[D]")
    told = {"Truc": "name", "Lieu": "", "[D]": "serial", "[A]": "Remarques"}
    assert mapped(words, columns, told) == {"serial": ["[D]"], "name": ["Truc"], "notes": ["Nom"]}


def test_several_columns_may_be_told_to_feed_one_text(words: HeaderWords) -> None:
    columns = headers("Marque", "Type", "Nom")
    assert mapped(words, columns, {"Type": "name", "nom": "name"}) == {
        "name": ["Type", "Nom"],
        "manufacturer": ["Marque"],
    }


def test_only_texts_are_joined(words: HeaderWords, texts: Texts) -> None:
    with pytest.raises(UserError) as refused:
        mapped(words, headers("Prix 1", "Prix 2"), {"Prix 1": "price", "Prix 2": "price"})
    assert texts.say(refused.value.message) == "Only one column can be taken as “Price”."


def test_a_header_that_is_not_there_is_named_with_those_that_are(words: HeaderWords, texts: Texts) -> None:
    with pytest.raises(UserError) as refused:
        mapped(words, headers("Nom", "Lieu"), {"Salle": "place"})
    assert texts.say(refused.value.message) == "The sheet has no column “Salle”. Its columns are: Nom, Lieu."


@pytest.mark.parametrize("key", ["colour", "Prénom"])
def test_a_field_that_is_not_there_is_named_with_those_that_are(words: HeaderWords, texts: Texts, key: str) -> None:
    with pytest.raises(UserError) as refused:
        mapped(words, headers("Nom"), {"Nom": key})
    keys = ", ".join(field.key for field in FIELDS)
    assert texts.say(refused.value.message) == f"There is no field “{key}”. The fields are: {keys}."


def test_a_near_word_is_told(words: HeaderWords, texts: Texts) -> None:
    chosen = map_columns(headers("Fournissuer", "Nom"), DEVICES, words, [])
    assert [(one.column, texts.say(one.text)) for one in chosen.decisions] == [("Fournissuer", "read as “Supplier”")]
    assert [(header.label, texts.say(why)) for header, why in chosen.whys.items()] == [
        ("Nom", "by its header"),
        ("Fournissuer", "by its header, read as “Supplier”"),
    ]


SPLIT = Split(("manufacturer", "model"), ("Marque / Modèle",), cut_after_head)


@pytest.mark.parametrize(
    ("labels", "feeds"),
    [
        (("Marque / Modèle", "Nom"), {"Marque / Modèle": ("manufacturer", "model"), "Nom": ("name",)}),
        (("Modèle", "Marque et modèle"), {"Marque et modèle": ("manufacturer", "model")}),
        (("Modèle", "Marque / Modèle", "Marque"), {"Modèle": ("model",), "Marque": ("manufacturer",)}),
        (("Marque / Modéle",), {"Marque / Modéle": ("manufacturer", "model")}),
    ],
)
def test_a_column_may_feed_several_fields(
    languages: tuple[Texts, Texts], labels: tuple[str, ...], feeds: dict[str, tuple[str, ...]]
) -> None:
    kind = replace(DEVICES, splits=(SPLIT,))
    chosen = map_columns(headers(*labels), kind, HeaderWords(kind.fields, languages, kind.splits), [])
    assert {header.label: keys for header, keys in chosen.feeds.items()} == feeds


def test_what_is_surer_goes_first(words: HeaderWords, texts: Texts) -> None:
    said = [
        Said({"A": "tag"}, _("as you say"), binding=True),
        Said({"a": "serial", "B": "tag", "C": "name", "Z": "model"}, _("as last time"), kept=True),
        Said({"C": "notes", "d": "notes", "E": "notes", "Lieu": ""}, _("as Test calls it")),
    ]
    chosen = map_columns(headers("A", "B", "C", "D", "E", "Lieu", "Prix"), DEVICES, words, said)
    assert {header.label: (*keys, texts.say(chosen.whys[header])) for header, keys in chosen.feeds.items()} == {
        "A": ("tag", "as you say"),
        "C": ("name", "as last time"),
        "D": ("notes", "as Test calls it"),
        "Prix": ("price", "by its header"),
    }


def test_a_column_without_header_may_be_told(words: HeaderWords) -> None:
    assert mapped(words, headers("[A]", "Nom"), {"[A]": "tag"}) == {"tag": ["[A]"], "name": ["Nom"]}
