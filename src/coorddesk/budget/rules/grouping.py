"""Which group a line's figures are added to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coorddesk.budget.rules.words import Section
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p


class By(StrEnum):
    """What the lines of a situation are grouped by."""

    LINE = "line"
    SECTION = "section"
    CHAPTER = "chapter"
    ACCOUNT = "account"
    TAG = "tag"
    FUNDING = "funding"


BY_TITLES: dict[By, Message] = {
    By.LINE: _p("grouped by", "Line"),
    By.SECTION: _p("grouped by", "Section"),
    By.CHAPTER: _p("grouped by", "Chapter"),
    By.ACCOUNT: _p("grouped by", "Account"),
    By.TAG: _p("grouped by", "Analytic tag"),
    By.FUNDING: _p("grouped by", "Funding source"),
}

ONCE_PER_TAG = _("A line with several tags counts under each of them, and once in the total.")
"""Why the groups may come to more than their total: for papers that add up by tag."""


@dataclass(frozen=True)
class Standing:
    """Where a line stands; names are empty where nothing is said. `previous_id` is the line it goes on from."""

    code: str
    section: Section
    chapter: str
    account: str
    tags: tuple[str, ...]
    funding: str
    previous_id: int | None = None
    funding_source_id: int | None = None


Group = tuple[Section | None, str]
"""A group by the section that it is a part of, None if by none, and its name; empty: nothing is said."""


def groups_of(line: Standing, by: By) -> tuple[Group, ...]:
    """The groups that a line belongs to: one, or as many as it has tags."""
    match by:
        case By.LINE:
            return ((line.section, line.code),)
        case By.SECTION:
            return ((line.section, ""),)
        case By.CHAPTER:
            return ((line.section, line.chapter),)
        case By.ACCOUNT:
            return ((line.section, line.account),)
        case By.FUNDING:
            return ((None, line.funding),)
    return tuple((None, tag) for tag in line.tags) or ((None, ""),)


def is_wanted(line: Standing, section: Section | None, chapter: str | None, tag: str | None) -> bool:
    """Whether a line is of a section, a chapter and a tag, as far as they are named."""
    return (
        section in {None, line.section}
        and chapter in {None, line.chapter}
        and (tag is None or fold(tag) in map(fold, line.tags))
    )
