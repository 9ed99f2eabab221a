"""Fills a desk with the purchases of three years, in the order in which they came; two years are closed in the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget import demo as lines
from coorddesk.budget.models import FiscalYear
from coorddesk.budget.service.carrying import CarryForward, carry_forward
from coorddesk.budget.service.years import Closing, close_year
from coorddesk.core.messages import _
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.purchasing.demo.booked import book
from coorddesk.purchasing.demo.bought import buy_lots
from coorddesk.purchasing.demo.desk import Buyer, item
from coorddesk.purchasing.demo.now import buy_now
from coorddesk.purchasing.demo.running import add_contracts, settle_contracts
from coorddesk.purchasing.service.suppliers import Meeting, Rating, meet_supplier, rate_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_NEEDED = ("Reprolux", "Réseau Ouest", "Biblio-Systèmes", "Vallon Informatique", "Toner Express", "Ludopédago")
_STORE = "Réserve informatique"


def fill(session: Session, demo: DemoDesk) -> None:
    """Some forty orders on three budgets, contracts, requests with their quotes; nothing where there is no budget."""
    demo.progress(0, 1, _("Buying what is needed"))
    suppliers = dict(session.execute(select(Supplier.name, Supplier.id)).all())
    years = session.scalars(select(FiscalYear).order_by(FiscalYear.first_day)).all()
    if len(years) != lines.YEARS or not all(name in suppliers for name in _NEEDED):
        return
    people = dict(session.execute(select(Person.role, Person.id).order_by(Person.id.desc())).all())
    store = session.scalar(select(Place.id).where(Place.name == _STORE))
    running = add_contracts(session, suppliers, demo.today)
    carried = None
    for place, year in enumerate(years):
        on = lines.lines_of(session, year.id)
        number = year.first_day.year
        buyer = Buyer(session, year.id, number, demo.today, suppliers, people, store, on)
        if carried is not None:
            _settle_carried(buyer, carried)
        buy_lots(buyer)
        settle_contracts(buyer, running)
        _expenses(buyer)
        if buyer.is_past:
            carried = _order_late(buyer)
            _close(session, year, years[place + 1].id, number)
        else:
            buy_now(buyer)
    book(session, demo.today)
    _judge(session, suppliers, demo.today)


def _expenses(buyer: Buyer) -> None:
    """What is bought without an order, as it comes."""
    said = (
        ("Vallon Informatique", (1, 20), lines.SOFTWARE, "Suite bureautique, soixante postes", 114_000),
        ("Toner Express", (3, 9), lines.PRINTING, "Toners et papier photo", 98_640),
        ("Vallon Informatique", (4, 27), lines.SOFTWARE, "Antivirus, cent vingt postes", 178_800),
        ("Atelier numérique départemental", (5, 6), lines.TRAINING, "Deux jours sur les images libres", 96_000),
        ("Atelier Réparation Plus", (5, 22), lines.REPAIRS, "Réparation de quatre portables", 61_200),
        ("Papeterie Centrale", (9, 4), lines.SMALL, "Câbles et multiprises de rentrée", 43_870),
        ("Toner Express", (10, 12), lines.PRINTING, "Toners", 87_960),
    )
    for place, (supplier, (month, number), line, label, cents) in enumerate(said, 1):
        day = date(buyer.number, month, number)
        if day <= buyer.today and supplier in buyer.suppliers:
            told = f"{supplier[:2].upper()}-{day:%y%m}-{place:02}"
            buyer.pay(buyer.expense(supplier, told, day, line.code, label, cents))


def _order_late(buyer: Buyer) -> int:
    """Ordered in December, it comes in the year after: its commitment goes on there."""
    headsets = item("Casques filaires avec micro", buyer.lines[lines.SMALL.code], 24, 3_490)
    return buyer.send("Vallon Informatique", date(buyer.number, 12, 9), [headsets], days=45)


def _settle_carried(buyer: Buyer, order_id: int) -> None:
    came = buyer.day(1, 19)
    buyer.receive(order_id, came, number=f"BL {came:%y%m}-C")
    billed = buyer.bill(order_id, f"VI{came:%y%m}-{order_id:03}", buyer.later(came, 5), line=lines.SMALL.code)
    buyer.pay(billed)


def _close(session: Session, year: FiscalYear, into_id: int, number: int) -> None:
    """What is open goes on with its credits; then nothing more is written on the year."""
    label = f"Reports {number}"
    carry_forward(session, CarryForward(year.id, into_id, label, date(number, 12, 31)))
    close_year(session, Closing(year.id, year.version))


def _judge(session: Session, suppliers: dict[str, int], today: date) -> None:
    """What one thinks of two suppliers, and what was talked over with one of them."""
    best = {"delivery": 5, "quality": 4, "service": 5, "paperwork": 4, "price": 3}
    fair = {"delivery": 2, "quality": 4, "service": 3, "paperwork": 2, "price": 4}
    rate_supplier(session, Rating(suppliers["Vallon Informatique"], today - timedelta(days=40), best))
    words = "Livraisons en retard deux fois, factures à corriger."
    rate_supplier(session, Rating(suppliers["Ludopédago"], today - timedelta(days=33), fair, comment=words))
    talked = "Prix des renouvellements, reprise des anciens portables, délais de livraison à la rentrée."
    met, again = today - timedelta(days=12), today + timedelta(days=60)
    meet_supplier(session, Meeting(suppliers["Vallon Informatique"], met, talked, "Nadia Ferrand", again))
