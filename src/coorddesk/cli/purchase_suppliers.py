"""Verbs on the suppliers of purchases: their file, how they did, and meetings with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.budget_meant import day_meant
from coorddesk.cli.purchase_meant import ORDER, SUPPLIER, dated, order_meant, whole_typed
from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from typing import Any

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run


def show_supplier(run: Run) -> None:
    """Print the file of a supplier: what was ordered and paid, whether they keep their word, ratings and meetings."""
    from coorddesk.purchasing.queries import supplier_history  # SQL, which --help does not need
    from coorddesk.purchasing.rules.rating import QUESTIONS

    with run.desk() as database, database.reading() as session:
        file = supplier_history(session, record_meant(session, "supplier", run.options.supplier)[1])
    assert file is not None, "it was just found"
    money = run.texts.money
    print(file.name)
    run.say(_("Ordered {ordered}, invoiced {invoiced}, paid {paid}.", **_sums(run, file)))
    rate = file.punctuality.rate
    if rate is not None:
        said = run.texts.percent(rate)
        count = file.punctuality.orders
        run.say(
            _n(
                "{rate} of {count} delivery came in time.",
                "{rate} of {count} deliveries came in time.",
                count,
                rate=said,
            )
        )
    for key, question in QUESTIONS.items():
        answer = file.means[key]
        if answer is not None:
            print(f"{run.texts.say(question)}\t{run.texts.decimal(answer * 100)}")
    for meeting in file.meetings:
        print("\t".join((run.texts.date(meeting.day), meeting.people, meeting.words)))
    for row in file.orders:
        print("\t".join((row.reference, run.texts.date(row.day), money(row.ordered.gross), row.label)))


def rate(run: Run) -> None:
    """Say how a supplier did: answers between 1 and 5, of an order or at all."""
    from coorddesk.purchasing.service import Rating, rate_supplier

    typed = run.options
    answers = {}
    for each in typed.answer:
        key, _sign, said = each.partition("=")
        answers[key.strip()] = whole_typed(said)
    with run.desk() as database, database.transaction() as session:
        supplier = record_meant(session, "supplier", typed.supplier)[1]
        of = None if typed.order is None else order_meant(session, typed.order).id
        rate_supplier(session, Rating(supplier, day_meant(run), answers, of, typed.comment or ""))
    run.say(_("The supplier is rated."))


def meet(run: Run) -> None:
    """Write down what was talked over with a supplier."""
    from coorddesk.purchasing.service import Meeting, meet_supplier

    typed = run.options
    following = None if typed.next is None else day_typed(typed.next)
    with run.desk() as database, database.transaction() as session:
        supplier = record_meant(session, "supplier", typed.supplier)[1]
        meet_supplier(session, Meeting(supplier, day_meant(run), typed.words, typed.people or "", following))
    run.say(_("The meeting is written down."))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    verbs.add("supplier", show_supplier, _("print the file of a supplier")).takes("supplier", **SUPPLIER)
    text = _p("argument", "TEXT")
    answer = _("an answer between 1 and 5: delivery=4; the others are quality, service, paperwork, price")
    (
        dated(verbs.add("rate", rate, _("say how a supplier did")))
        .takes("supplier", **SUPPLIER)
        .takes("--answer", metavar=_p("argument", "NAME=NUMBER"), action="append", default=[], explanation=answer)
        .takes("--order", metavar=ORDER, explanation=_("the order that it is about"))
        .takes("--comment", metavar=text, explanation=_("in your own words"))
    )
    (
        dated(verbs.add("meet", meet, _("write down a meeting with a supplier")))
        .takes("supplier", **SUPPLIER)
        .takes("words", metavar=text, explanation=_("what was talked over"))
        .takes("--people", metavar=text, explanation=_("who was there"))
        .takes("--next", metavar=_p("argument", "DAY"), explanation=_("when to meet next"))
    )


def _sums(run: Run, file: Any) -> dict[str, str]:
    return {key: run.texts.money(getattr(file, key)) for key in ("ordered", "invoiced", "paid")}
