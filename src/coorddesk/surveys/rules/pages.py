"""The code of a printed page: what it asks, about what, and which of the pile it is; printed again it is the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.codes import code_of, subject_of

if TYPE_CHECKING:
    from coorddesk.core.records import Subject

_CODE = re.compile(r"(?:(CD[A-Z]\d+)-)?(\d{1,18})-(\d{1,6})", re.ASCII)
_DIGITS = 3


class Page(NamedTuple):
    """One printed questionnaire: CDF12-7-003 is the third about session 12, 7-003 the third about nothing."""

    questionnaire_id: int
    number: int
    about: Subject | None = None

    @property
    def code(self) -> str:
        """What stands on it, and what a scanner reads."""
        about = "" if self.about is None else f"{code_of(self.about)}-"
        return f"{about}{self.questionnaire_id}-{self.number:0{_DIGITS}}"


def record_of_page(code: str) -> Subject | None:
    """Where a page belongs once it is answered: with the record that it is about, else with its questionnaire."""
    page = page_of(code)
    if page is None:
        return None
    return page.about or ("questionnaire", page.questionnaire_id)


def page_of(code: str) -> Page | None:
    """The page of a code; None for any other text."""
    found = _CODE.fullmatch(code.strip().upper())
    if found is None:
        return None
    about = None if found[1] is None else subject_of(found[1])
    if found[1] is not None and about is None:
        return None
    page = Page(int(found[2]), int(found[3]), about)
    return page if page.number and page.questionnaire_id else None
