"""Budget lines: the code that papers name them by, their tags, and what a search looks through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coorddesk.budget.rules.words import OnOverspending, Section
from coorddesk.core.fold import fold
from coorddesk.core.tidy import tidy


@dataclass(frozen=True)
class LineDetails:
    """A budget line as it is written. Without a code it gets one of its chapter and account."""

    label: str
    section: Section = Section.OPERATING
    chapter: str = ""
    account_id: int | None = None
    code: str = ""
    tags: tuple[str, ...] = ()
    funding_source_id: int | None = None
    person_id: int | None = None
    on_overspending: OnOverspending = OnOverspending.WARN
    previous_id: int | None = None
    notes: str = ""


def proposed_code(chapter: str, account: str, label: str, turn: int = 1) -> str:
    """A code of chapter and account, "011-60632", or of the label; with a number if it is not the first such."""
    code = "-".join(part for part in (chapter, account) if part) or label
    return code if turn == 1 else f"{code}-{turn}"


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they were written, each once whatever its accents and case, in the order of the alphabet."""
    by_fold: dict[str, str] = {}
    for tag in filter(None, map(tidy, tags)):
        by_fold.setdefault(fold(tag), tag)
    return tuple(by_fold[key] for key in sorted(by_fold))


def line_search(code: str, chapter: str, label: str, tags: Iterable[str], notes: str) -> str:
    """The words of a line that a search looks through, folded."""
    return fold(f"{code} {chapter} {label} {' '.join(tags)} {notes}")
