"""Remarks in a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import digits
from coorddesk.shell.import_wizard.remarks import in_lines

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


def _said(count: int, texts: Texts) -> str | None:
    said = in_lines([digits(number) for number in range(count)])
    return None if said is None else texts.say(said)


def test_remarks_stand_a_line_each_as_far_as_there_is_room(texts: Texts) -> None:
    assert _said(0, texts) is None
    assert _said(1, texts) == "0"
    assert _said(4, texts) == "0\n1\n2\n3"
    assert _said(5, texts) == "0\n1\n2\n3\nand 1 more remark"
    assert _said(1006, texts) == "0\n1\n2\n3\nand 1,002 more remarks"
