"""What is said of a refused row where it has to stand in one line."""

from __future__ import annotations

from coorddesk.core.messages import verbatim
from coorddesk.core.texts import Texts
from coorddesk.importing.plan import Refusal, RefusedRow


def test_a_reason_names_what_there_is_to_name(texts: Texts) -> None:
    reason = verbatim("There is no such day.")
    row = RefusedRow(
        7,
        ("PC-8",),
        (
            Refusal("Bought", "31/02/2024", reason),
            Refusal("Choices", "", verbatim("Name at least one.")),
            Refusal("", "", verbatim("To know which record this is about, a number is needed.")),
        ),
    )
    assert [texts.say(said) for said in row.told()] == [
        "Row 7, Bought: “31/02/2024”: There is no such day.",
        "Row 7: Choices: Name at least one.",
        "Row 7: To know which record this is about, a number is needed.",
    ]
