"""Templates: what is put in place of what, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.resources import texts_for
from coorddesk.notices.rules import (
    PLACEHOLDERS,
    Occasion,
    check_placeholders,
    default_template,
    filled,
    mark_names,
    with_marks,
)


def test_a_line_with_nothing_to_say_is_left_out() -> None:
    text = "Hello {requester},\n\nNumber {number}.\nDue {due}.\n\n{reply}\n\nGoodbye"
    values = {"requester": "Inès", "number": "12"}
    assert filled(text, values) == "Hello Inès,\n\nNumber 12.\n\nGoodbye"


@given(st.text(), st.text())
def test_what_is_put_in_is_never_read_as_a_template(title: str, reply: str) -> None:
    values = {"title": f"x{title}{{reply}}".replace("\n", ""), "reply": reply}
    assert filled("{title}", values) == values["title"].strip()


def test_an_unknown_placeholder_is_refused_and_the_known_ones_are_told() -> None:
    with pytest.raises(UserError) as refused:
        check_placeholders("Hello {name}", "body")
    assert refused.value.field == "body"
    assert texts_for("en").say(refused.value.message) == (
        "Nothing is known of “{name}”. There are: {number}, {title}, {requester}, {reply}, {due}, {day}, {place}, "
        "{organisation}."
    )


def test_placeholders_are_called_what_their_reader_calls_them() -> None:
    names = {"number": "numéro", "due": "échéance"}
    said = with_marks("{number} {due} {title} {x}", names)
    assert said == "{numéro} {échéance} {title} {x}"
    assert with_marks(said, {name: key for key, name in names.items()}) == "{number} {due} {title} {x}"
    for language in ("en", "fr"):
        called = mark_names(texts_for(language)).values()
        assert (len(set(called)), any(map(str.isspace, "".join(called)))) == (len(PLACEHOLDERS), False)
    with pytest.raises(UserError) as refused:
        check_placeholders("{x}", "body", names)
    assert "{numéro}, {title}" in texts_for("en").say(refused.value.message)


@pytest.mark.parametrize("text", ["{number} {title}", "a { b } c", "nothing", "{", "}"])
def test_other_braces_are_text(text: str) -> None:
    check_placeholders(text, "body")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("occasion", Occasion)
def test_what_the_program_comes_with_is_whole(occasion: Occasion, language: str) -> None:
    template = default_template(occasion, texts_for(language))
    check_placeholders(template.subject, "subject")
    check_placeholders(template.body, "body")
    values = {name: f"<{name}>" for name in PLACEHOLDERS}
    assert "<number>" in filled(template.subject, values)
    assert "{" not in filled(template.body, values)
    assert template.is_on
