"""What becomes of a device from the day it is bought: set up, moved in summer, repaired, lent, lost or retired."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from coorddesk.inventory.demo.lots import STORE, Lot
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason, MetaStatus

_YEAR = 365.25
_OLD = 5.3  # years
_FAULTS = (
    *("Écran fissuré", "Ne s'allume plus", "Clavier défectueux", "Batterie gonflée", "Connecteur de charge abîmé"),
    *("Ventilateur bruyant", "Disque en fin de vie", "Image floue", "Bouton cassé", "Surchauffe"),
)
_LEAVING = (
    (DisposalReason.END_OF_LIFE, "Éco-organisme, enlèvement en déchèterie"),
    (DisposalReason.END_OF_LIFE, "Éco-organisme, enlèvement en déchèterie"),
    (DisposalReason.GIVEN, "Ressourcerie du Canal"),
    (DisposalReason.SOLD, "Vente aux agents"),
    (DisposalReason.BROKEN, "Déchèterie communale"),
)
_WITH_DATA = frozenset({"Ordinateur portable", "Ordinateur fixe", "Tablette", "Serveur", "Stockage réseau", "Copieur"})


class Stand(NamedTuple):
    """Where a device stands: its status, the name of its place, the id of its holder."""

    meta: MetaStatus
    place: str | None
    holder: int | None = None


class Step(NamedTuple):
    """A movement: when, how the device stands from then on, and a word about it."""

    moment: datetime
    stand: Stand
    note: str = ""


class Leaving(NamedTuple):
    """How a device left."""

    reason: DisposalReason
    day: date
    recipient: str
    certificate: str
    data_wiped: DataWiped


class Life(NamedTuple):
    """All movements of a device, the first first, and how it left, if it did."""

    steps: tuple[Step, ...]
    leaving: Leaving | None

    @property
    def stand(self) -> Stand:
        """Where it stands now."""
        return self.steps[-1].stand


class People(NamedTuple):
    """Who may hold a device: staff to whom it is assigned, readers to whom it is lent."""

    staff: Sequence[int]
    readers: Sequence[int]


def live(random: Random, lot: Lot, bought: date, today: date, people: People) -> Life:
    """One life, told by chance; the same chance tells the same life."""
    yesterday = today - timedelta(days=1)  # what happened today might lie hours ahead
    left = _last_day(random, bought, today)
    left = None if left is None else min(left, yesterday)
    story = _Story(random, lot, left or yesterday)
    story.stand(bought, Stand(MetaStatus.IN_STOCK, random.choice(STORE)), "Réception de la commande")
    day = bought + timedelta(days=random.randint(3, 25))
    story.settle(day, _home(random, lot, people))
    for summer in range(day.year + 1, today.year + 1):
        story.summer(date(summer, 7, 10))
    if left is not None:
        story.stand(left, Stand(MetaStatus.RETIRED, None), "Réforme")
        return Life(tuple(story.steps), _leaving(random, lot, left))
    story.lately(people)
    return Life(tuple(story.steps), None)


class _Story:
    """A life while it is told, up to a last day."""

    def __init__(self, random: Random, lot: Lot, last: date) -> None:
        self.steps: list[Step] = []
        self._random = random
        self._lot = lot
        self._last = last
        self._home = Stand(MetaStatus.IN_STOCK, None)

    def stand(self, day: date, stand: Stand, note: str) -> None:
        """Stand so from a day on, if the story goes that far; no two steps at one moment."""
        if day > self._last:
            return
        moment = datetime(
            day.year, day.month, day.day, self._random.randint(8, 16), self._random.randrange(60), tzinfo=UTC
        )
        if self.steps and moment <= self.steps[-1].moment:
            moment = self.steps[-1].moment + timedelta(minutes=10)
        self.steps.append(Step(moment, stand, note))

    def settle(self, day: date, home: Stand) -> None:
        """Come to where it will live."""
        self._home = home
        self.stand(day, home, "Mise en service")

    def summer(self, day: date) -> None:
        """Now and then move to another room, or go to repair after the holidays."""
        chance, place = self._random.random(), self._random.choice(self._lot.places)
        if chance < 0.12 and place != self._home.place:
            self._home = self._home._replace(place=place)
            self.stand(day, self._home, "Déménagement d'été")
        elif chance > 0.95:
            broken = day + timedelta(days=self._random.randint(60, 250))
            repair = Stand(MetaStatus.UNDER_REPAIR, STORE[0], self._home.holder)
            self.stand(broken, repair, self._random.choice(_FAULTS))
            self.stand(broken + timedelta(days=self._random.randint(6, 40)), self._home, "Retour de réparation")

    def lately(self, people: People) -> None:
        """Of what is still there, a little is lent, lost or at the repairer's today."""
        day = self._last - timedelta(days=self._random.randint(1, 20))
        chance = self._random.random()
        if self._lot.use == "lent" and chance < 0.4:
            reader = self._random.choice(people.readers)
            self.stand(day, Stand(MetaStatus.ON_LOAN, self._home.place, reader), "Prêt à domicile")
        elif chance > 0.99:
            self.stand(day, Stand(MetaStatus.UNAVAILABLE, None, self._home.holder), "Introuvable au dernier passage")
        elif chance > 0.975:
            repair = Stand(MetaStatus.UNDER_REPAIR, STORE[0], self._home.holder)
            self.stand(day, repair, self._random.choice(_FAULTS))


def condition(random: Random, life: Life, bought: date, today: date) -> Condition:
    """How worn it looks after so many years."""
    years = (today - bought).days / _YEAR + random.uniform(-0.8, 0.8)
    if life.leaving is not None:
        return random.choice((Condition.DEAD, Condition.WORN, Condition.DAMAGED))
    if life.stand.meta is MetaStatus.UNDER_REPAIR:
        return Condition.DAMAGED
    if years < 1:
        return Condition.NEW
    return Condition.GOOD if years < 4 else Condition.WORN


def _last_day(random: Random, bought: date, today: date) -> date | None:
    """When an old device left, if it did."""
    age = (today - bought).days
    if age <= _OLD * _YEAR or random.random() > 0.55:
        return None
    return bought + timedelta(days=random.randint(int(_OLD * _YEAR), age))


def _home(random: Random, lot: Lot, people: People) -> Stand:
    place = random.choice(lot.places)
    if lot.use == "held":
        return Stand(MetaStatus.ASSIGNED, place, random.choice(people.staff))
    return Stand(MetaStatus.IN_STOCK if lot.use == "lent" else MetaStatus.ASSIGNED, place)


def _leaving(random: Random, lot: Lot, day: date) -> Leaving:
    reason, recipient = random.choice(_LEAVING)
    wiped = DataWiped.YES if lot.category in _WITH_DATA else DataWiped.NOT_NEEDED
    return Leaving(reason, day, recipient, f"BSD-{day.year}-{random.randint(1, 60):03}", wiped)
