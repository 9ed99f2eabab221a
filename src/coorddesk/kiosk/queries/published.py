"""What the kiosks show: rooms, devices, common faults, known troubles, tips; nothing of any person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.organisation import organisation
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import CommonFault, Problem, Rating, Ticket, TicketCategory, TicketDevice, TicketEvent
from coorddesk.helpdesk.rules import OPEN, EventKind, Source, Status
from coorddesk.inventory.models import Asset, Manufacturer, Model, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.kiosk.models import Kiosk
from coorddesk.kiosk.queries.asked import asked_at_kiosks, is_there
from coorddesk.kiosk.rules import Catalogue, Device, Known, Question, Ready, Room, Solved, Stand, Survey, Tile, Tip
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.rules import Audience
from coorddesk.maintenance.queries import RepairQuery, repair_ids, repair_page
from coorddesk.maintenance.rules import RepairState
from coorddesk.surveys.queries import questions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PUBLIC = frozenset({Source.KIOSK, Source.ROUND})
_OVER = (Status.RESOLVED, Status.CLOSED)
_LATELY = timedelta(days=14)
_MOST_SOLVED = 50


def catalogue(session: Session) -> Catalogue:
    """All that kiosks show, as it is now."""
    return Catalogue(
        organisation(session).name,
        tuple(_rooms(session)),
        tuple(_devices(session)),
        tuple(_tiles(session)),
        tuple(_known(session)),
        tuple(_tips(session)),
        tuple(_ready(session)),
        tuple(_solved(session)),
        tuple(_stands(session)),
        *_surveys(session),
    )


def _rooms(session: Session) -> Iterator[Room]:
    rows = session.execute(select(Place.id, Place.name, Place.path, Place.parent_id).order_by(Place.path_folded))
    yield from (Room(*row) for row in rows)


def _devices(session: Session) -> Iterator[Device]:
    columns = (
        *(Asset.id, Asset.tag, Asset.tag_folded, Asset.serial, Asset.serial_folded, Asset.name),
        *(Asset.category_id, Asset.place_id, Manufacturer.name.label("manufacturer"), Model.name.label("model")),
    )
    in_use = (
        select(*columns)
        .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
        .outerjoin(Model, Model.id == Asset.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .where(Asset.deleted_at.is_(None), StatusLabel.meta != MetaStatus.RETIRED)
    )
    for row in session.execute(in_use.order_by(Asset.tag_folded, Asset.id)):
        name = row.name or " ".join(part for part in (row.manufacturer, row.model) if part)
        title = called(row.tag, row.serial, row.name, row.id)
        codes = (row.tag_folded or "", row.serial_folded or "")
        yield Device(row.id, title, name, *codes, row.category_id, row.place_id)


def _tiles(session: Session) -> Iterator[Tile]:
    wanted = select(CommonFault.id, CommonFault.title, CommonFault.icon, CommonFault.asset_category_id)
    yield from (Tile(*row) for row in session.execute(wanted.order_by(CommonFault.position, CommonFault.id)))


def _known(session: Session) -> Iterator[Known]:
    """Outages without an open ticket, then open tickets; those that were typed at a desk say their category.

    The first one behind which an announced problem is tells of that problem, as of a major incident.
    """
    yield from _outages(session)
    echoes = select(func.count()).where(TicketEvent.ticket_id == Ticket.id, TicketEvent.kind == EventKind.ME_TOO)
    wanted = select(
        *(Ticket.id, Ticket.title, Ticket.source, Ticket.opened_at, Ticket.is_major, Ticket.place_id),
        TicketCategory.name.label("category"),
        Problem.name.label("outage"),
        echoes.correlate(Ticket).scalar_subquery().label("me_too"),
    ).outerjoin(TicketCategory, TicketCategory.id == Ticket.category_id)
    wanted = wanted.outerjoin(Problem, and_(Problem.id == Ticket.problem_id, Problem.is_announced))
    wanted = wanted.where(Ticket.status.in_(OPEN), Ticket.merged_into_id.is_(None))
    devices: dict[int, list[int]] = {}
    of_open = select(TicketDevice.ticket_id, TicketDevice.asset_id).join(Ticket, Ticket.id == TicketDevice.ticket_id)
    for ticket_id, asset_id in session.execute(of_open.where(Ticket.status.in_(OPEN)).order_by(TicketDevice.id)):
        devices.setdefault(ticket_id, []).append(asset_id)
    order = (or_(Ticket.is_major, Problem.id.is_not(None)).desc(), Ticket.priority.desc(), Ticket.id)
    clock, told = clock_of(session), set[str]()
    for row in session.execute(wanted.order_by(*order)):
        since = clock.local(row.opened_at).date().isoformat()
        may_be_read = row.is_major or row.source in _PUBLIC
        title = row.outage or (row.title if may_be_read else row.category or "")
        is_major = (row.is_major and not row.outage) or (bool(row.outage) and row.outage not in told)
        told |= {row.outage} if row.outage else set()
        yield Known(row.id, title, since, is_major, row.me_too, row.place_id, devices.get(row.id, []))


def _outages(session: Session) -> Iterator[Known]:
    """Announced problems that nobody has a ticket about (any more)."""
    reported = select(Ticket.problem_id).where(Ticket.problem_id.is_not(None), Ticket.status.in_(OPEN))
    wanted = select(Problem.name, Problem.opened_on).where(Problem.is_announced, Problem.id.not_in(reported))
    for name, since in session.execute(wanted.order_by(Problem.opened_on.desc(), Problem.id)):
        yield Known(None, name, since.isoformat(), is_major=True, me_too=0, place_id=None, devices=[])


def _tips(session: Session) -> Iterator[Tip]:
    columns = (Article.id, Article.title, Article.body, Article.keywords, Article.language, Article.category_id)
    public = select(*columns).where(Article.audience == Audience.PUBLIC).order_by(Article.title_folded, Article.id)
    for row in session.execute(public):
        yield Tip(row.id, row.title, row.body, row.keywords, row.language.value, row.category_id)


def _ready(session: Session) -> Iterator[Ready]:
    ids = repair_ids(session, RepairQuery(state=RepairState.READY))
    page = repair_page(session, ids)
    yield from (Ready(page[each].device, page[each].device_name) for each in ids)


def _solved(session: Session) -> Iterator[Solved]:
    """What came from kiosks and was resolved lately, and nobody has said yet how it was."""
    lately = clock_of(session).now() - _LATELY
    rated = select(Rating.ticket_id)
    wanted = select(Ticket.id, Ticket.origin, Ticket.title).where(
        Ticket.source == Source.KIOSK,
        Ticket.status.in_(_OVER),
        Ticket.resolved_at >= lately,
        Ticket.id.not_in(rated),
    )
    rows = session.execute(wanted.order_by(Ticket.resolved_at.desc(), Ticket.id).limit(_MOST_SOLVED))
    yield from (Solved(*row) for row in rows)


def _stands(session: Session) -> Iterator[Stand]:
    wanted = select(Kiosk.name, Kiosk.place_id).where(Kiosk.place_id.is_not(None)).order_by(Kiosk.name_folded)
    yield from (Stand(name, place_id) for name, place_id in session.execute(wanted) if place_id is not None)


def _surveys(session: Session) -> tuple[tuple[Survey, ...], tuple[Question, ...]]:
    """What is asked today or later, with its questions; nothing about a record that is gone."""
    today, found = clock_of(session).today(), []
    for row in asked_at_kiosks(session):
        if (row.last_on is not None and row.last_on < today) or (row.about and not is_there(session, row.about)):
            continue
        until = "" if row.last_on is None else row.last_on.isoformat()
        kind, record_id = row.about or ("", None)
        found.append(
            Survey(
                *(row.id, row.kiosk or "", row.questionnaire_id, row.name, row.title, row.intro),
                *(row.language, row.is_anonymous, kind, record_id, until),
            )
        )
    ids = dict.fromkeys(each.questionnaire_id for each in found)
    asked = (
        Question(each.id, row_id, each.section, each.kind, each.text, list(each.choices), each.is_required)
        for row_id in ids
        for each in questions(session, row_id)
    )
    return tuple(found), tuple(asked)
