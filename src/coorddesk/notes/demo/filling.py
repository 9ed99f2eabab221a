"""Fills a desk with notes, reminders and files; the records that they are about are there already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import start_of_day
from coorddesk.core.files import put
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.notes.demo import drawings
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.rules import AttachmentKind, NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.feature import DemoDesk

_CALL, _VISIT, _MAIL, _MEETING, _NOTE = NoteKind.CALL, NoteKind.VISIT, NoteKind.MAIL, NoteKind.MEETING, NoteKind.NOTE
_NOTES = (
    ("supplier", "Lumière du Nord Audiovisuel", 64, _VISIT, "Visite des salles 1 à 6 pour les écrans interactifs."),
    ("supplier", "Lumière du Nord Audiovisuel", 41, _MAIL, "Devis DV-2281 reçu : six écrans, pose comprise."),
    ("supplier", "Lumière du Nord Audiovisuel", 9, _CALL, "Délai de trois semaines après la commande. Rappeler lundi."),
    ("supplier", "Vallon Informatique", 120, _MEETING, "Bilan annuel : deux retours sous garantie, délais tenus."),
    ("supplier", "Vallon Informatique", 15, _CALL, "Le marché départemental est prolongé jusqu’en juin."),
    ("supplier", "Reprolux", 6, _CALL, "Le technicien passe jeudi matin pour le copieur du secrétariat."),
    ("supplier", "Biblio-Systèmes", 33, _MAIL, "Mise à jour de la borne de prêt prévue pendant les vacances."),
    ("place", "Salle 3", 20, _NOTE, "Prise murale côté fenêtre hors service, signalée à la mairie."),
    ("place", "Local serveur", 75, _VISIT, "Contrôle annuel de la climatisation : rien à signaler."),
    ("place", "Salle informatique", 12, _NOTE, "Six postes à remplacer en priorité, liste remise à la direction."),
    ("asset", "CD-00005", 30, _CALL, "Assistance du fabricant : lampe à 2 100 h, remplacement conseillé avant l’été."),
    ("asset", "CD-00005", 4, _NOTE, "Filtre nettoyé, image nette de nouveau."),
    ("asset", "CD-00020", 50, _NOTE, "Rayure sur la coque, sans effet sur le fonctionnement."),
    ("asset", "CD-00110", 18, _NOTE, "Chargeur remplacé par celui de la réserve."),
)
"""The kind and the name of a record, how many days ago, what it was, and what was written down."""
_REMINDERS = (
    ("supplier", "Lumière du Nord Audiovisuel", -1, "Relancer le devis des écrans interactifs"),
    ("asset", "CD-00005", 0, "Commander la lampe de rechange"),
    ("place", "Salle 3", 0, "Vérifier que la prise est réparée"),
    ("supplier", "Reprolux", 5, "Relever les compteurs des copieurs"),
    ("supplier", "Vallon Informatique", 20, "Préparer la commande de rentrée"),
    ("place", "Local serveur", 40, "Tester l’onduleur"),
)
"""The kind and the name of a record, in how many days, and what to think of."""
_CONTRACT = ("Contrat d’entretien des copieurs", "Quatre copieurs, à la page, pièces et main-d’œuvre comprises.")
_FLOORS = 3
_Row = dict[str, Any]


def fill(session: Session, demo: DemoDesk) -> None:
    """Plans, pictures of models, a contract, what was said to whom, and what is to be thought of."""
    demo.progress(0, 1, _("Taking notes"))
    house = _House(session, demo)
    files = [*house.plans(), *house.pictures(), *house.documents()]
    insert_rows(session, table_named(Attachment.__tablename__), files)
    insert_rows(session, table_named(Note.__tablename__), list(house.notes()))
    insert_rows(session, table_named(Reminder.__tablename__), list(house.reminders()))


class _House:
    """The records of the demo by their names; one that is not there is left out."""

    def __init__(self, session: Session, demo: DemoDesk) -> None:
        self._session = session
        self._demo = demo
        self._actor = actor_of(session).name
        words = {"supplier": "name", "place": "name", "asset": "tag"}
        self._named: dict[str, Mapping[str, int]] = {kind: self._by(kind, word) for kind, word in words.items()}

    def notes(self) -> Iterator[_Row]:
        """What was written down."""
        for kind, name, days, what, text in _NOTES:
            subject = self._subject(kind, name)
            if subject is not None:
                day = self._demo.today - timedelta(days=days)
                row = {"moment": start_of_day(self._demo.clock, day), "kind": what, "text": text, "search": fold(text)}
                yield self._of(subject) | row

    def reminders(self) -> Iterator[_Row]:
        """What is to be thought of."""
        for kind, name, days, text in _REMINDERS:
            subject = self._subject(kind, name)
            if subject is not None:
                day = self._demo.today + timedelta(days=days)
                yield self._of(subject) | {"day": day, "text": text, "search": fold(text), "done_at": None}

    def plans(self) -> Iterator[_Row]:
        """The plans of the first floors, with their rooms."""
        place = table_named("place")
        floors = select(place.c.id).where(place.c.kind == "floor").order_by(place.c.id).limit(_FLOORS)
        for floor in self._session.scalars(floors).all():
            rooms = select(place.c.name).where(place.c.parent_id == floor).order_by(place.c.id)
            drawn = drawings.plan(self._session.scalars(rooms).all())
            yield self._file(("place", floor), "Plan de l’étage.png", drawn, AttachmentKind.PLAN)

    def pictures(self) -> Iterator[_Row]:
        """A picture of each model that somebody has drawn."""
        asset, category = table_named("asset"), table_named("category")
        models = select(asset.c.model_id, category.c.name).join(category, category.c.id == asset.c.category_id)
        for model, name in self._session.execute(models.distinct().order_by(asset.c.model_id)).all():
            drawn = drawings.device(name)
            if drawn is not None and model is not None:
                yield self._file(("model", model), f"{name}.jpg", drawn, AttachmentKind.PHOTO)

    def documents(self) -> Iterator[_Row]:
        """A contract."""
        subject = self._subject("supplier", "Reprolux")
        if subject is not None:
            yield self._file(subject, "Contrat d’entretien.pdf", drawings.page(_CONTRACT), AttachmentKind.DOCUMENT)

    def _file(self, subject: Subject, name: str, data: bytes, kind: AttachmentKind) -> _Row:
        return self._of(subject) | {
            "file": put(self._session, data),
            "name": name,
            "search": fold(name),
            "size": len(data),
            "kind": kind,
            "position": 1,
            "moment": self._demo.clock.now(),
        }

    def _of(self, subject: Subject) -> _Row:
        subject_kind, subject_id = subject
        return {"subject_kind": subject_kind, "subject_id": subject_id, "actor": self._actor}

    def _subject(self, kind: str, name: str) -> Subject | None:
        record_id = self._named[kind].get(name)
        return None if record_id is None else (kind, record_id)

    def _by(self, kind: str, word: str) -> Mapping[str, int]:
        table = table_named(kind)
        return dict(self._session.execute(select(table.c[word], table.c.id)).all())
