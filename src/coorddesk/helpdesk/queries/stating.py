"""The filters of a list of tickets in words, for the chips above it and for the heads of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.fields import GONE, named_by
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import Cause, TicketCategory
from coorddesk.helpdesk.queries.criteria import FIELDS_OF_TICKETS, said_ticket_criteria
from coorddesk.helpdesk.queries.queues import QUEUE_TITLES
from coorddesk.helpdesk.rules import PRIORITY_TITLES, SCORE_TITLES, SOURCE_TITLES, STATUS_TITLES, TICKET_KIND_TITLES
from coorddesk.helpdesk.rules.figure_words import FIGURE_TITLES, NOT_SAID, said_period
from coorddesk.helpdesk.rules.figures import Behind, Figure
from coorddesk.inventory.models import Asset, Manufacturer, Model
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.queries.lists import TicketQuery

AMONG: tuple[tuple[str, Message, Mapping[Any, Message]], ...] = (
    ("statuses", _p("ticket", "Status"), STATUS_TITLES),
    ("priorities", _("Priority"), dict(reversed(PRIORITY_TITLES.items()))),
    ("kinds", _p("ticket", "Kind"), TICKET_KIND_TITLES),
    ("sources", _p("ticket", "Came in by"), SOURCE_TITLES),
)
"""The fields of a query of which several values may be on, each with its heading and its values."""

_DAYS = (
    ("opened_from", _p("ticket", "Opened from")),
    ("opened_to", _p("ticket", "Opened until")),
    ("resolved_from", _p("ticket", "Resolved from")),
    ("resolved_to", _p("ticket", "Resolved until")),
)


def stated(session: Session, query: TicketQuery) -> Iterator[tuple[Message, TicketQuery]]:
    """Each filter that is on, in words, and the query without it; criteria and words typed say themselves."""
    if query.queue is not None:
        yield QUEUE_TITLES[query.queue], replace(query, queue=None)
    elif query.past and not query.statuses:
        yield _("Open or over"), replace(query, past=False)
    for field, heading, titles in AMONG:
        chosen = getattr(query, field)
        for value in (each for each in titles if each in chosen):
            yield _("{field}: {value}", field=heading, value=titles[value]), _with(query, field, chosen - {value})
    yield from _of_records(session, query)
    if query.behind is not None:
        yield said_behind(session, query.behind), replace(query, behind=None)
    for field, title in _DAYS:
        if (day := getattr(query, field)) is not None:
            yield _("{field}: {value}", field=title, value=day), _with(query, field, None)


def said_behind(session: Session, behind: Behind) -> Message:
    """A figure in words: which, of what and of when."""
    figure, period = FIGURE_TITLES[behind.figure], said_period(behind.period)
    about = _COUNTED_OF.get(behind.figure)
    if about is None and behind.figure is not Figure.SCORED:
        return _("{figure} {period}", figure=figure, period=period)
    if behind.of is None:
        value = NOT_SAID
    elif about is None:
        value = SCORE_TITLES[behind.of]
    else:
        known = about(session, behind.of)
        value = GONE if known is None else verbatim(known)
    return _("{figure} {period}: {value}", figure=figure, period=period, value=value)


def said_filters(session: Session, query: TicketQuery) -> tuple[Message, ...]:
    """All that narrows a list, in words."""
    text = query.text.strip()
    typed = (_("Search: “{text}”", text=text),) if text else ()
    return (
        *typed,
        *(said for said, _without in stated(session, query)),
        *said_ticket_criteria(session, query.criteria),
    )


def _of_records(session: Session, query: TicketQuery) -> Iterator[tuple[Message, TicketQuery]]:
    for field, (title, name) in _RECORDS.items():
        if (record_id := getattr(query, field)) is not None:
            known = name(session, record_id)
            said = GONE if known is None else verbatim(known)
            yield _("{field}: {value}", field=title, value=said), _with(query, field, None)


def _with(query: TicketQuery, field: str, value: Any) -> TicketQuery:
    changed: dict[str, Any] = {field: value}
    return replace(query, **changed)


def _device(session: Session, asset_id: int) -> str | None:
    row = session.get(Asset, asset_id)
    return None if row is None else called(row.tag, row.serial, row.name, row.id)


def _model(session: Session, model_id: int) -> str | None:
    row = session.get(Model, model_id)
    maker = None if row is None or row.manufacturer_id is None else session.get(Manufacturer, row.manufacturer_id)
    return None if row is None else " ".join([maker.name, row.name] if maker is not None else [row.name])


def _records() -> Iterator[tuple[str, tuple[Message, Callable[[Session, int], str | None]]]]:
    """What a query is narrowed to, under which heading, and how that is called."""
    for field in FIELDS_OF_TICKETS:
        if field.key == "device":
            yield "asset", (field.title, _device)
        elif field.name is not None:
            yield field.key, (field.title, field.name)
            if field.key == "assignee":
                yield "person", (_("Person"), field.name)


_RECORDS = dict(_records())
_COUNTED_OF: Mapping[Figure, Callable[[Session, int], str | None]] = {
    Figure.OF_CATEGORY: named_by(TicketCategory, "path"),
    Figure.OF_PLACE: named_by(Place, "path"),
    Figure.OF_MODEL: _model,
    Figure.OF_CAUSE: named_by(Cause),
}
