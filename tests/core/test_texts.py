from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_currency

from coorddesk import features
from coorddesk.core.messages import Message, Money, _, _n, _p, decode, digits, encode, verbatim
from coorddesk.core.resources import resource, texts_for
from coorddesk.core.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = datetime(2026, 7, 31, 12, 5, tzinfo=UTC)

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Move {tag} to {place}"
msgstr "Déplacer {tag} vers {place}"

msgid "{count} device"
msgid_plural "{count} devices"
msgstr[0] "{count} appareil"
msgstr[1] "{count} appareils"

msgctxt "place"
msgid "Store"
msgstr "Réserve"

msgid "Store"
msgstr "Ranger"

msgid "Undo: {deed}"
msgstr "Annuler : {deed}"

msgid "Yes"
msgstr "Oui"
"""


@pytest.fixture
def french(tmp_path: Path) -> Texts:
    """A French reader in Paris, with a few words."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "coorddesk.mo").open("wb") as file:
        write_mo(file, read_po(BytesIO(PO.encode()), locale="fr"))
    return Texts("fr", tmp_path, zone=ZoneInfo("Europe/Paris"))


@pytest.fixture
def english(tmp_path: Path) -> Texts:
    """An English reader in Montreal, without a catalogue."""
    return Texts("en", tmp_path, zone=ZoneInfo("America/Montreal"))


def test_messages_are_said_in_the_readers_language(french: Texts, english: Texts) -> None:
    move = _("Move {tag} to {place}", tag="PC-1", place="Salle 12")
    assert (french.say(move), english.say(move)) == ("Déplacer PC-1 vers Salle 12", "Move PC-1 to Salle 12")
    assert french.say(_("Undo: {deed}", deed=move)) == "Annuler : Déplacer PC-1 vers Salle 12"


@pytest.mark.parametrize(
    ("count", "said", "dit"),
    [
        (0, "0 devices", "0 appareil"),
        (1, "1 device", "1 appareil"),
        (1200, "1,200 devices", "1\N{NARROW NO-BREAK SPACE}200 appareils"),
    ],
)
def test_plurals_follow_the_language(french: Texts, english: Texts, count: int, said: str, dit: str) -> None:
    message = _n("{count} device", "{count} devices", count)
    assert (english.say(message), french.say(message)) == (said, dit)


def test_words_of_several_meanings(french: Texts, english: Texts) -> None:
    assert (french.say(_p("place", "Store")), french.say(_("Store"))) == ("Réserve", "Ranger")
    assert english.say(_p("place", "Store")) == "Store"


def test_what_nobody_translates(french: Texts) -> None:
    assert french.say(verbatim("Store {x}")) == "Store {x}"
    assert french.say(_("")) == ""
    assert french.say(_("100 % {sure}")) == "100 % {sure}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("é", "é"),
        (1234567, "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"),
        (digits(1234567), "1234567"),
        (date(2026, 1, 31), "31/01/2026"),
        (MOMENT, "31/07/2026 14:05"),
        (True, "Oui"),
        (None, ""),
        (_("Store"), "Ranger"),
    ],
)
def test_values_in_messages(french: Texts, value: object, said: str) -> None:
    assert french.say(_("{value}", value=value)) == said


def test_days_and_moments(french: Texts, english: Texts) -> None:
    assert (french.date(date(2026, 1, 3)), english.date(date(2026, 1, 3))) == ("03/01/2026", "03/01/2026")
    assert (french.long_date(date(2026, 1, 31)), english.long_date(date(2026, 1, 31))) == (
        "31 janvier 2026",
        "31 January 2026",
    )
    assert (french.long_date(date(2026, 8, 1)), english.long_date(date(2026, 8, 1))) == (
        "1er août 2026",
        "1 August 2026",
    )
    assert french.long_date(date(2026, 8, 11)) == "11 août 2026"
    assert (french.moment(MOMENT), english.moment(MOMENT)) == ("31/07/2026 14:05", "31/07/2026 08:05")


@pytest.mark.parametrize(
    ("number", "decimals", "said", "dit"),
    [
        (0, 0, "0", "0"),
        (1234567, 0, "1,234,567", "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"),
        (-1234.5, 2, "-1,234.50", "-1\N{NARROW NO-BREAK SPACE}234,50"),
        (-0.001, 1, "0.0", "0,0"),
    ],
)
def test_numbers(french: Texts, english: Texts, number: float, decimals: int, said: str, dit: str) -> None:
    assert (english.number(number, decimals), french.number(number, decimals)) == (said, dit)


@pytest.mark.parametrize(
    ("cents", "said", "dit"),
    [
        (0, "0.00", "0,00"),
        (7, "0.07", "0,07"),
        (-5, "-0.05", "-0,05"),
        (123456789, "1,234,567.89", "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,89"),
    ],
)
def test_amounts(french: Texts, english: Texts, cents: int, said: str, dit: str) -> None:
    assert (english.amount(cents), french.amount(cents)) == (said, dit)


def test_money(french: Texts, english: Texts) -> None:
    assert (french.money(123450), english.money(123450)) == (
        "1\N{NARROW NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€",
        "€1,234.50",
    )
    assert english.money(10**16 + 1) == "€100,000,000,000,000.01"


@pytest.mark.parametrize("cents", [0, 7, -7, 123450, -123450])
@pytest.mark.parametrize(("language", "place"), [("fr", "fr_FR"), ("en", "en_GB")])
def test_money_is_written_as_babel_writes_it(language: str, place: str, cents: int) -> None:
    assert texts_for(language).money(cents) == format_currency(Decimal(cents) / 100, "EUR", locale=place)


def test_a_currency_without_a_sign_is_named(tmp_path: Path, french: Texts) -> None:
    assert french.currency_unit == "€"
    francs = Texts("en", tmp_path, currency="CHF")
    assert (francs.money(123450), francs.money(-7)) == ("CHF\N{NO-BREAK SPACE}1,234.50", "-CHF\N{NO-BREAK SPACE}0.07")


def test_yes_and_no(french: Texts, english: Texts) -> None:
    assert (french.yes_no(True), english.yes_no(False)) == ("Oui", "No")


@pytest.mark.parametrize(
    "message",
    [
        _("Store"),
        _p("place", "Store"),
        _n("{count} device", "{count} devices", 3, deed=_("Undo: {deed}", deed=verbatim("x"))),
        _("{a} {b} {c} {d} {e} {f}", a="é", b=1, c=None, d=True, e=date(2026, 1, 31), f=MOMENT),
        _("{amount} is missing", amount=Money(123_450)),
    ],
)
def test_a_message_that_was_kept_is_the_same(message: Message) -> None:
    import json

    assert decode(json.loads(json.dumps(encode(message)))) == message


@pytest.mark.parametrize("value", [1.5, b"", [1]])
def test_a_message_carries_what_can_be_kept(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot carry"):
        encode(_("{value}", value=value))


def test_a_value_may_be_called_text() -> None:
    assert dict(_("{text} {one}", text="a", one="b").values) == {"text": "a", "one": "b"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_texts_that_come_with_the_program(language: str) -> None:
    texts = texts_for(language)
    assert (texts.language, texts.say(verbatim("x"))) == (language, "x")


def test_a_file_that_does_not_come_with_the_program_is_our_bug() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/locale/de/LC_MESSAGES/coorddesk\.mo is missing") as caught:
        texts_for("de")
    assert caught.value.errno is None  # so nobody takes it for the user's trouble
    assert resource("fonts/DejaVuSans.ttf").is_file()


@pytest.mark.parametrize(
    ("new", "changed", "said", "dit"),
    [
        (0, 1, "0 new, 1 changed", "(ajouts\N{NO-BREAK SPACE}: 0, modifications\N{NO-BREAK SPACE}: 1)"),
        (1, 2, "1 new, 2 changed", "(ajouts\N{NO-BREAK SPACE}: 1, modifications\N{NO-BREAK SPACE}: 2)"),
        (
            100_000,
            0,
            "100,000 new, 0 changed",
            "(ajouts\N{NO-BREAK SPACE}: 100\N{NARROW NO-BREAK SPACE}000, modifications\N{NO-BREAK SPACE}: 0)",
        ),
    ],
)
def test_what_an_import_is_called(
    texts: Texts, french_texts: Texts, new: int, changed: int, said: str, dit: str
) -> None:
    kinds = {kind.key: kind for feature in features.load() for kind in feature.imports}
    deeds = [kinds[key].deed(new, changed) for key in ("assets", "people", "places", "suppliers")]
    undone = [_("Undo: {deed}", deed=decode(encode(deed))) for deed in deeds]  # as the history keeps and names it
    assert [texts.say(deed) for deed in undone] == [
        f"Undo: Import {things}: {said}" for things in ("devices", "people", "places", "suppliers")
    ]
    assert [french_texts.say(deed) for deed in undone] == [
        f"Annuler\N{NO-BREAK SPACE}: Importer des {things} {dit}"
        for things in ("appareils", "personnes", "lieux", "fournisseurs")
    ]
