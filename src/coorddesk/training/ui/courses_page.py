"""The courses: what may be taught, to whom, and what was held of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.training.queries import (
    COURSE_COLUMNS,
    CourseQuery,
    CourseRow,
    course_ids,
    course_page,
    stated_courses,
)
from coorddesk.training.ui.course_card import LEVEL_TONES, read_course_card
from coorddesk.training.ui.course_filters import NARROWING, unfiltered
from coorddesk.training.ui.course_verbs import COURSES, CourseVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


class Courses(Source[CourseRow, CourseQuery]):
    """Courses as rows of a table."""

    columns = COURSE_COLUMNS
    unsortable = frozenset({"audiences", "objectives", "notes"})
    shown = ("name", "audiences", "level", "minutes", "sessions", "next_on", "last_on")
    groupable = ("level",)

    def noun(self, count: int) -> Message:
        """How many courses."""
        return _n("{count} course", "{count} courses", count)

    def ids(self, session: Session, query: CourseQuery) -> Sequence[int]:
        """The courses that a query means."""
        return course_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, CourseRow]:
        """Their rows."""
        return course_page(session, ids)

    def stated(self, session: Session, query: CourseQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *stated_courses(session, query).values())

    def is_narrowed(self, query: CourseQuery) -> bool:
        """Whether courses are left out that are not put away."""
        return replace(unfiltered(query), archived=query.archived) != query

    def dots(self) -> Mapping[str, Callable[[CourseRow], Tone | None]]:
        """What each asks one to know, at a glance."""
        return {"level": lambda row: None if row.level is None else LEVEL_TONES[row.level]}


class CoursesPage(FilteredPage):
    """A session is planned from its course; what tickets ask for becomes a course."""

    title = _("Courses")
    kinds = frozenset({"course", "course_material", "programme", "programme_course", "training_session"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "courses")
        listing = RecordList(desk, "courses", Courses(), self.title, (self._none_yet(), self._none_found()))
        verbs = self.verbs = CourseVerbs(desk, self, listing, COURSES)
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "course", listing.selected_ids)
        card = Card(
            desk,
            "course",
            lambda session, course_id: read_course_card(session, course_id, features, texts),
            [verbs.plan, verbs.show],
            [verbs.edit, verbs.copy, verbs.archive, verbs.delete, printing],
        )
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [verbs.asked, self.paper()])
        self.build_filtered(bar, _("Search in titles and objectives…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> CourseQuery:
        """Every course that is not put away."""
        return CourseQuery()

    def open_list(self, about: Subject) -> None:
        """Show the courses of a programme."""
        if about[0] == "programme":
            self.show_narrowed(programme=about[1])

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "graduation-cap",
            _("No course yet"),
            _("Write down once what is taught and what is to be done around it: each session begins with that."),
            (
                Offer(_("Write a course"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("courses"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No course is like that"), None, (Offer(_("Show every course"), self.show_all),))
