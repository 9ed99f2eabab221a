from __future__ import annotations

import pytest

from coorddesk.core.messages import verbatim
from coorddesk.core.texts import Texts
from coorddesk.importing.kind import ImportField
from coorddesk.importing.words import HeaderWords
from tests.importing.devices import FIELDS, PEOPLE


@pytest.fixture
def words(languages: tuple[Texts, Texts]) -> HeaderWords:
    return HeaderWords(FIELDS, languages)


def key_of(words: HeaderWords, header: str) -> str | None:
    match = words.match(header) or words.near(header)
    return match.field.key if match else None


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("N° inventaire", "tag"),
        ("Inventory number", "tag"),
        ("inventory_number", "tag"),
        ("tag", "tag"),
        ("assetTag", "tag"),
        ("Serial No.", "serial"),
        ("serialnumber", "serial"),
        ("N° de série", "serial"),
        ("Date d'achat", "purchase_date"),
        ("date_achat", "purchase_date"),
        ("Purchase Date", "purchase_date"),
        ("Prix d’achat (€)", "price"),
        ("Prix [EUR]", "price"),
        ("Garantie (mois)", "warranty_months"),
        ("Garantie", "warranty_months"),
        ("Commentaire(s)", "notes"),
        ("Remarque", "notes"),
        ("Checked Out To: First Name", "holder"),
        ("Etat", "condition"),
        ("Lieu / Salle", "place"),
        ("N° de série / S/N", "serial"),
        ("N° de série / Serial (usine)", "serial"),
        ("Localisation/Lieu", "place"),
        ("Lieu / Nom", None),
        ("Lieu / ", "place"),
        ("Prix d'achat en €", "price"),
        ("Prix (en euros)", "price"),
    ],
)
def test_headers_in_both_languages_are_known(words: HeaderWords, header: str, key: str | None) -> None:
    assert key_of(words, header) == key


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Fournissuer", "supplier"),
        ("Localistion", "place"),
        ("Manufcturer", "manufacturer"),
        ("Purchased date", "purchase_date"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(words: HeaderWords, header: str, key: str) -> None:
    match = words.near(header)
    assert words.match(header) is None
    assert match is not None
    assert (match.field.key, match.near) == (key, True)


@pytest.mark.parametrize(
    "header",
    [
        "Model Notes",
        "Company",
        "Checkout Type",
        "Is manufacturer",
        "Lieu 2",
        "Localisation 2",
        "Date de retour",
        "Statut",
        "Prx",
        "Adresse e-mail",
        "",
        "()",
        "???",
    ],
)
def test_other_words_are_not_taken_for_ours(words: HeaderWords, header: str) -> None:
    assert key_of(words, header) is None


def test_a_word_of_ours_in_another_header_is_heard(words: HeaderWords) -> None:
    headers = ["Ancienne salle", "Is manufacturer", "Date de retour", "Couleur", "Ici", "De la"]
    assert [words.says_something(header) for header in headers] == [True, True, True, False, False, False]


def test_a_birthday_is_no_address(languages: tuple[Texts, Texts]) -> None:
    words = HeaderWords(PEOPLE.fields, languages)
    assert [key_of(words, header) for header in ("Né(e) le", "Née le", "Adresse Email", "E-mail")] == [
        "birth_date",
        None,
        "email",
        "email",
    ]


def test_a_header_between_two_fields_is_neither(languages: tuple[Texts, Texts]) -> None:
    fields = (
        ImportField("nord", verbatim("Réserve technique nord")),
        ImportField("norm", verbatim("Réserve technique norm")),
    )
    words = HeaderWords(fields, languages)
    assert [key_of(words, header) for header in ("Reserve technique nord", "Reserve technique norx")] == ["nord", None]


def test_a_word_of_two_fields_is_the_first_ones(languages: tuple[Texts, Texts]) -> None:
    fields = (ImportField("one", verbatim("Lieu")), ImportField("two", verbatim("Salle"), spellings=("Lieu",)))
    assert key_of(HeaderWords(fields, languages), "lieu") == "one"


def test_a_text_of_many_thousand_letters_is_no_header_and_takes_no_time(words: HeaderWords) -> None:
    for text in ("(" * 100_000, "[a" * 100_000, "n°" * 100_000):
        assert (words.match(text), words.near(text)) == (None, None)


@pytest.mark.parametrize("header", ["En Modèle", "Prix (k€)", "Prix [K€ TTC]", "Prix (en milliers)", "Prix (centimes)"])
def test_what_says_something_else_is_not_the_field(words: HeaderWords, header: str) -> None:
    assert words.match(header) is None


def test_a_currency_in_words_or_brackets_says_nothing_else(words: HeaderWords) -> None:
    assert {key_of(words, header) for header in ("Prix en euros", "Prix (€)", "Prix (en €)", "Prix EUR")} == {"price"}
