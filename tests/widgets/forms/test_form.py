from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from coorddesk.core.errors import Difference, UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.widgets.forms.editors import AmountEditor, NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.form import Form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk


@pytest.fixture
def form(desk: SampleDesk, qtbot: QtBot) -> Form:
    form = Form(desk)
    form.add("name", _("Name"), TextEditor(desk), required=True, hint=_("As on the label"))
    form.add("price", _("Price"), AmountEditor(desk))
    form.section(_("More"))
    form.add("count", _("Count"), NumberEditor(desk))
    form.add("wiped", _("Data wiped"), YesNoEditor(desk, _("Data wiped")), wide=True)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.settle()
    return form


def said(form: Form) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible() and label.text()]


def test_titles_hints_and_sections_are_seen(form: Form) -> None:
    assert said(form) == ["Name *", "As on the label", "Price", "€", "More", "Count"]


def test_values_come_by_key(form: Form) -> None:
    form.show_values({"name": "PC", "price": 1200, "count": None, "wiped": True, "not here": 1})
    assert form.values() == {"name": "PC", "price": 1200, "count": None, "wiped": True}
    assert form.touched() == []


def test_it_knows_which_fields_were_touched(form: Form) -> None:
    form.show_values({"name": "PC", "price": 1200})
    form.editor("name").set_value("PC 2")
    form.editor("wiped").set_value(True)
    assert form.touched() == ["name", "wiped"]
    form.editor("name").set_value("PC")
    assert form.touched() == ["wiped"]
    form.settle()
    assert form.touched() == []


def test_what_is_proposed_is_not_typed_until_somebody_changes_it(form: Form) -> None:
    form.editor("name").set_value("Before")
    form.propose("name", "Proposed")
    assert (form.editor("name").value(), form.touched()) == ("Proposed", [])
    form.editor("name").set_value("Typed")
    assert form.touched() == ["name"]


def test_each_trouble_stands_beside_its_field_until_that_is_changed(form: Form, qtbot: QtBot) -> None:
    form.editor("price").set_state("x")
    form.editor("count").set_state("-1")
    with pytest.raises(UserError) as caught:
        form.values()
    assert (caught.value.field, caught.value.message) == ("name", _("This cannot be empty."))
    assert said(form) == [
        "Name *",
        "As on the label",
        "This cannot be empty.",
        "Price",
        "€",
        "“x” is not an amount. Write it like 1234,50.",
        "More",
        "Count",
        "Write a whole number from 0 to 1,000,000.",
    ]
    qtbot.waitUntil(form.editor("name").control.hasFocus)
    form.editor("name").set_value("PC")
    form.editor("price").set_value(5)
    assert said(form) == ["Name *", "As on the label", "Price", "€", "More", "Count", said(form)[-1]]


def test_the_trouble_of_a_verb_finds_its_field(form: Form) -> None:
    assert form.show_error(UserError(verbatim("Taken."), field="name"))
    assert "Taken." in said(form)
    assert not form.show_error(UserError(verbatim("Elsewhere."), field="serial"))
    assert not form.show_error(UserError(verbatim("Anywhere.")))


def test_screen_readers_hear_the_title_and_that_a_field_is_required(form: Form) -> None:
    names = [form.editor(key).control.accessibleName() for key in ("name", "price")]
    assert names == ["Name, required", "Price"]


def test_a_change_is_announced(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.changed):
        form.editor("name").set_value("x")


def test_a_difference_is_written_as_its_field_writes(form: Form) -> None:
    form.editor("price").set_state("12,5")
    assert form.difference("price", 123400) == Difference(_("Price"), "12,5", "1,234.00", "price")
