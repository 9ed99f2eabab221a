"""Rows that are one document: found by what they share, taken in together or not at all."""

from __future__ import annotations

from dataclasses import replace

from coorddesk.core.messages import _
from coorddesk.importing.kind import FieldType, ImportField, Key, Known
from coorddesk.importing.planning.identity import Identities, RowRefused
from coorddesk.importing.planning.together import Together
from tests.importing.devices import DEVICES

FIELDS = (
    ImportField("number", _("Number"), FieldType.CODE),
    ImportField("label", _("Label")),
    ImportField("price", _("Price"), FieldType.AMOUNT),
)


def known(identities: Identities, number: int, *values: object) -> int | None:
    found = identities.find(number, values)[1]
    return None if found is None else found.id


def test_each_row_is_about_the_record_that_is_most_like_it() -> None:
    identities = Identities(FIELDS, [Key(("number",), unique=False, shared=True)], [])
    for place, (label, price) in enumerate((("Écran", 100), ("Port", 10), ("Écran", 100)), 1):
        identities.remember(Known(place, 1, ("BC-1", label, price)), None, keyless=False)
    assert known(identities, 2, "bc-1", "Port", 12) == 2
    assert known(identities, 3, "BC-1", "Écran", 100) == 1
    assert known(identities, 4, "BC-1", "Écran", 100) == 3
    assert known(identities, 5, "BC-1", "Écran", 100) is None  # each record is that of one row
    assert known(identities, 6, "BC-2", "Écran", 100) is None


def test_what_waits_is_told_from_what_was_refused_itself() -> None:
    kind = replace(DEVICES, together=("number",))
    first = Together(kind, FIELDS, None)
    assert (first.is_asked, Together(DEVICES, FIELDS, None).is_asked) == (True, False)
    refused = RowRefused("price", _("This is not a number."))
    first.keep(3, ("BC-1", "Port", None), refused)
    second = Together(kind, FIELDS, first.broken)
    said = []
    for number, code in ((2, "bc-1"), (3, "BC-1"), (4, "BC-2")):
        try:
            second.refuse(number, (code, "Écran", 100))
        except RowRefused as error:
            said.append((number, error.field_key))
    assert said == [(2, "number"), (3, "price")]
