"""Verbs on what is needed: asked for, approved or refused, quoted, compared, and a quote chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.budget_meant import cents_meant, day_meant, line_meant, year_meant
from coorddesk.cli.purchase_meant import (
    LINE,
    OF_REQUEST,
    REQUEST,
    SUPPLIER,
    dated,
    lines_typed,
    request_meant,
    warn,
    whole_typed,
)
from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p

if TYPE_CHECKING:
    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.purchasing.rules.words import RequestState

_CHEAPEST, _NOT_ALL, _EXPIRED = _p("quote", "cheapest"), _p("quote", "not everything"), _p("quote", "expired")


def ask(run: Run) -> None:
    """Draw a request up, and hand it in."""
    from coorddesk.purchasing.queries import request_row  # SQL, which --help does not need
    from coorddesk.purchasing.service import Need, RequestDetails, create_request

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        needs = (Need(*line[:4], line.budget_line_id) for line in lines_typed(session, run, typed.line))
        wish = RequestDetails(
            typed.title,
            typed.why or "",
            None if typed.by is None else record_meant(session, "person", typed.by)[1],
            None if typed.needed is None else day_typed(typed.needed),
            tuple(needs),
        )
        row = request_row(session, create_request(session, wish))
    assert row is not None, "it was just written"
    run.say(_("{document} is drawn up: {amount}.", document=row.reference, amount=run.texts.money(row.amount.gross)))


def submit(run: Run) -> None:
    """Hand requests in, to be approved."""
    from coorddesk.purchasing.rules.words import RequestState

    _decide(run, RequestState.TO_APPROVE)


def approve(run: Run) -> None:
    """Approve requests, which pre-commits what they ask for."""
    from coorddesk.purchasing.rules.words import RequestState

    _decide(run, RequestState.APPROVED)


def refuse(run: Run) -> None:
    """Refuse requests, and say why."""
    from coorddesk.purchasing.rules.words import RequestState

    _decide(run, RequestState.REFUSED)


def take_back(run: Run) -> None:
    """Take requests back, to be drawn up anew."""
    from coorddesk.purchasing.rules.words import RequestState

    _decide(run, RequestState.DRAFT)


def quote(run: Run) -> None:
    """Enter what a supplier offers for a request; lines stand beside those of the request in their order."""
    from coorddesk.purchasing.queries import request_lines
    from coorddesk.purchasing.rules.words import LINE_KIND_TITLES, LineKind
    from coorddesk.purchasing.service import NewQuote, Offer, QuoteDetails, create_quote

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        request = request_meant(session, typed.request)
        needs = [line.id for line in request_lines(session, request.id)]
        lines = lines_typed(session, run, typed.line)
        offers = [
            Offer(*line[:4], request_line_id=needs[place] if place < len(needs) else None)
            for place, line in enumerate(lines)
        ]
        if typed.postage is not None:
            offers.append(
                Offer(
                    run.texts.say(LINE_KIND_TITLES[LineKind.POSTAGE]),
                    1,
                    cents_meant(typed.postage),
                    kind=LineKind.POSTAGE,
                )
            )
        wish = QuoteDetails(
            record_meant(session, "supplier", typed.supplier)[1],
            typed.number or "",
            day_meant(run),
            None if typed.until is None else day_typed(typed.until),
            0 if typed.discount is None else cents_meant(typed.discount),
            tuple(offers),
        )
        quote_id = create_quote(session, NewQuote(request.id, wish))
    run.say(_("Quote {number} is entered for {document}.", number=f"quote:{quote_id}", document=request.reference))


def compare(run: Run) -> None:
    """Print the quotes for a request beside each other, the cheapest that offers everything marked."""
    from coorddesk.purchasing.queries import quotes_compared

    with run.desk() as database, database.reading() as session:
        found = quotes_compared(session, request_meant(session, run.options.request).id, run.clock.today())
    for each in found.quotes:
        offers = ("" if offer is None else run.texts.money(offer.gross) for offer in each.offers)
        marks = {_CHEAPEST: each.is_cheapest, _NOT_ALL: not each.is_whole, _EXPIRED: each.is_expired}
        said = ", ".join(run.texts.say(mark) for mark, is_so in marks.items() if is_so)
        whole = run.texts.money(each.quote.amount.gross)
        print("\t".join((f"quote:{each.quote.id}", each.quote.called, *offers, whole, said)))
    if not found.quotes:
        run.say(_("There is none."))


def choose(run: Run) -> None:
    """Choose a quote, which draws its order up."""
    from coorddesk.purchasing.queries import order_row, quote_as_written
    from coorddesk.purchasing.service import QuoteChoice, choose_quote

    typed = run.options
    number = whole_typed(typed.quote.removeprefix("quote:"))
    with run.desk() as database, database.transaction() as session:
        written = quote_as_written(session, number)
        if written is None:
            none = _("There is no quote “{name}”. “coorddesk purchase compare” tells their numbers.", name=typed.quote)
            raise UserError(none)
        year = year_meant(session, None, run.clock.today()) if typed.on else None
        line = None if year is None else line_meant(session, typed.on, year).id
        row = order_row(session, choose_quote(session, QuoteChoice(number, written.version, day_meant(run), line)))
    assert row is not None, "it was just drawn up"
    run.say(_("{document} is drawn up: {amount}.", document=row.reference, amount=run.texts.money(row.ordered.gross)))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    text, day, line = _p("argument", "TEXT"), _p("argument", "DAY"), _p("argument", "LINE")
    (
        verbs.add("request", ask, _("draw a purchase request up"))
        .takes("title", metavar=text, explanation=_("what is needed"))
        .takes("--line", metavar=line, action="append", default=[], explanation=LINE)
        .takes("--why", metavar=text, explanation=_("what it is for"))
        .takes("--by", metavar=_p("argument", "PERSON"), explanation=_("who needs it"))
        .takes("--needed", metavar=day, explanation=_("by when"))
    )
    steps = (
        ("submit", submit, _("hand requests in, to be approved")),
        ("approve", approve, _("approve requests")),
        ("refuse", refuse, _("refuse requests, with the reason")),
        ("take-back", take_back, _("take requests back, to be drawn up anew")),
    )
    for name, verb, said in steps:
        dated(verbs.add(name, verb, said).takes("requests", metavar=REQUEST, nargs="+", explanation=OF_REQUEST)).takes(
            "--reason", metavar=text, default="", explanation=_("why")
        )
    dated(
        verbs.add("quote", quote, _("enter a quote for a request"))
        .takes("request", metavar=REQUEST, explanation=OF_REQUEST)
        .takes("supplier", **SUPPLIER)
        .takes("--line", metavar=line, action="append", default=[], explanation=LINE)
        .takes("--postage", metavar=_p("argument", "AMOUNT"), explanation=_("postage, excluding VAT"))
        .takes("--number", metavar=text, explanation=_("the number that the supplier gave it"))
        .takes("--until", metavar=day, explanation=_("until when it is valid"))
        .takes("--discount", metavar=_p("argument", "RATE"), explanation=_("a discount on every line, in percent"))
    )
    verbs.add("compare", compare, _("print quotes side by side")).takes(
        "request", metavar=REQUEST, explanation=OF_REQUEST
    )
    dated(
        verbs.add("choose", choose, _("choose a quote, which draws its order up"))
        .takes("quote", metavar=_p("argument", "QUOTE"), explanation=_("its number: quote:3"))
        .takes("--on", metavar=line, explanation=_("the budget line of what is asked besides, such as postage"))
    )


def _decide(run: Run, state: RequestState) -> None:
    from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES
    from coorddesk.purchasing.service import RequestDecision, decide_request

    overspent: list[Overspent] = []
    with run.desk() as database, database.transaction() as session:
        rows = [request_meant(session, typed) for typed in run.options.requests]
        for row in rows:
            wish = RequestDecision(row.id, row.version, state, day_meant(run), run.options.reason)
            overspent.extend(decide_request(session, wish))
    for row in rows:
        run.say(_("{document}: {state}", document=row.reference, state=REQUEST_STATE_TITLES[state]))
    warn(run, overspent)
