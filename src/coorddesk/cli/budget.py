"""Verbs on the budget: its situation and its ledger, its lines, and credits voted, amended and transferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli import budget_years
from coorddesk.cli.budget_meant import cents_meant, day_meant, decision_meant, line_meant, year_meant
from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Money, _, _p
from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.budget.queries import MoveRow, SituationRow, YearRow
    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.budget.rules.situation import Figures
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run

_BY = ("line", "section", "chapter", "account", "tag", "funding")
_KINDS = ("initial", "supplementary", "amendment")
_SECTIONS = ("operating", "capital")
_FIGURES = (
    *("voted", "changed", "opened", "pre_committed", "committed", "invoiced", "paid", "available"),
    "free",
)
_RATES = ("commitment_rate", "execution_rate")
_TEXT, _LINE = _p("argument", "TEXT"), _p("argument", "LINE")
_YEAR, _DAY = _p("argument", "YEAR"), _p("argument", "DAY")
_JSON, _UNTIL = _("answer in JSON"), _("up to a day, that day included")
_WHICH_YEAR = _("the fiscal year, by its name; the current one if not said")
_WHICH_DAY = _("on which day; today if not said")
_LABEL, _WHY = _("what it is called on paper: DM 1"), _("why, in a few words")


def show_situation(run: Run) -> None:
    """Print the situation of a year at a day: what is opened, committed, invoiced, paid, available and free."""
    from coorddesk.budget.queries import SituationQuery, situation  # SQL, which --help does not need
    from coorddesk.budget.rules.grouping import By

    typed = run.options
    until = None if typed.day is None else day_typed(typed.day)
    with run.desk() as database, database.reading() as session:
        year = year_meant(session, typed.year, run.clock.today())
        told = situation(session, SituationQuery(year.id, until, By(typed.by)))
    if typed.json:
        rows = [_group(row) for row in told.rows]
        whole = _amounts(told.whole) | {"before": _amounts(told.whole_before)}
        run.answer({"year": told.year, "until": until and until.isoformat(), "rows": rows, "whole": whole})
        return
    from coorddesk.budget.rules.situation import FIGURE_TITLES, Figure

    titles = [run.texts.say(FIGURE_TITLES[Figure(each)]) for each in _FIGURES]
    print("\t".join(("", *titles)))
    for row in told.rows:
        print("\t".join((_called(run, row), *_said(run, row.figures))))
    print("\t".join((run.texts.say(_("Total")), *_said(run, told.whole))))


def list_moves(run: Run) -> None:
    """Print moves of money, the latest first: all of a year, those of a line, or those behind a figure."""
    from coorddesk.budget.queries import MoveQuery, move_ids, move_sums, moves_page
    from coorddesk.budget.rules.situation import Figure

    typed = run.options
    with run.desk() as database, database.reading() as session:
        year = year_meant(session, typed.year, run.clock.today())
        line = None if typed.line is None else line_meant(session, typed.line, year).id
        figure = None if typed.figure is None else Figure(typed.figure)
        until = None if typed.day is None else day_typed(typed.day)
        query = MoveQuery(typed.text, year=year.id, line=line, figure=figure, until=until)
        rows = list(moves_page(session, move_ids(session, query)).values())
        sums = move_sums(session, query)
    rows.sort(key=lambda row: (row.day, row.id), reverse=True)
    if typed.json:
        run.answer([_move(row) for row in rows])
        return
    for row in rows:
        kind, amount = run.texts.say(row.title), run.texts.money(row.cents)
        print("\t".join((run.texts.date(row.day), row.label, row.line, kind, amount, row.words)))
    run.say(_("{sum} in all.", sum=Money(sums.share)))


def add_line(run: Run) -> None:
    """Add a budget line; its account is made where the plan has none of that number."""
    from coorddesk.budget.imports.links import AccountLink
    from coorddesk.budget.queries import line_as_written
    from coorddesk.budget.rules.accounts import AccountDetails, section_of
    from coorddesk.budget.rules.words import OnOverspending, Section
    from coorddesk.budget.service import LineDetails, NewLine, create_line

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        year = year_meant(session, typed.year, run.clock.today())
        accounts = AccountLink(session)
        number = None if typed.account is None else accounts.named(typed.account).name
        section = section_of(AccountDetails(number or "", typed.label, year.chart))
        details = LineDetails(
            typed.label,
            section if typed.section is None else Section(typed.section),
            typed.chapter or "",
            None if number is None else accounts.id_of(number, year.chart, typed.label),
            typed.code or "",
            tuple(typed.tag),
            None if typed.grant is None else record_meant(session, "funding_source", typed.grant)[1],
            None if typed.person is None else record_meant(session, "person", typed.person)[1],
            OnOverspending.BLOCK if typed.block else OnOverspending.WARN,
        )
        line_id = create_line(session, NewLine(year.id, details))
        written = line_as_written(session, line_id)
    run.say(_("{code} {label} is a line of {year}.", code=written.code, label=written.label, year=year.name))


def decide(run: Run) -> None:
    """Vote or amend credits: so much for each line."""
    from coorddesk.budget.rules.words import DecisionKind
    from coorddesk.budget.service import Decision, Part
    from coorddesk.budget.service import decide as write

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        year = year_meant(session, typed.year, run.clock.today())
        parts = tuple(Part(*_part(session, each, year)) for each in typed.parts)
        wish = Decision(year.id, DecisionKind(typed.kind), typed.label, day_meant(run), parts, typed.words or "")
        posted = write(session, wish).posted
    run.say(_("{label}: {sum} on {year}.", label=typed.label, sum=Money(sum(p.cents for p in parts)), year=year.name))
    _warn(run, posted.overspent)


def transfer(run: Run) -> None:
    """Transfer credits from a line to another."""
    from coorddesk.budget.rules.words import DecisionKind
    from coorddesk.budget.service import Decision, Part
    from coorddesk.budget.service import decide as write

    typed = run.options
    cents = cents_meant(typed.amount)
    if cents <= 0:
        raise UserError(_("Say how much: more than nothing."), field="amount")
    with run.desk() as database, database.transaction() as session:
        year = year_meant(session, typed.year, run.clock.today())
        old, new = (line_meant(session, each, year) for each in (typed.old, typed.new))
        parts = (Part(old.id, -cents), Part(new.id, cents))
        wish = Decision(year.id, DecisionKind.TRANSFER, typed.label, day_meant(run), parts, typed.words or "")
        posted = write(session, wish).posted
    run.say(_("{sum} went from {old} to {new}.", sum=Money(cents), old=old.name, new=new.name))
    _warn(run, posted.overspent)


def take_back(run: Run) -> None:
    """Take a decision back, whole or on some lines: by moves against it."""
    from coorddesk.budget.service import Correction, correct

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        year = year_meant(session, typed.year, run.clock.today())
        lines = tuple(line_meant(session, each, year).id for each in typed.line)
        wish = Correction(decision_meant(session, typed.decision, year), day_meant(run), typed.reason, lines)
        posted = correct(session, wish)
    run.say(_("“{label}” is taken back.", label=typed.decision))
    _warn(run, posted.overspent)


def show_grant(run: Run) -> None:
    """Print what became of a grant: granted, opened, committed, invoiced, paid and left, by document."""
    from coorddesk.budget.queries import grant_statement

    typed = run.options
    until = None if typed.day is None else day_typed(typed.day)
    with run.desk() as database, database.reading() as session:
        told = grant_statement(session, record_meant(session, "funding_source", typed.grant)[1], until)
    assert told is not None
    if typed.json:
        documents = [
            {"label": each.label, "day": each.day.isoformat(), "line": each.line, "year": each.year}
            | _amounts(each.figures)
            for each in told.documents
        ]
        own = {"name": told.row.name, "granted": told.granted, "left": told.left, "conditions": told.conditions}
        deadline = None if told.row.deadline is None else told.row.deadline.isoformat()
        run.answer(own | {"deadline": deadline} | _amounts(told.figures) | {"documents": documents})
        return
    for each in told.documents:
        amounts = (each.figures.pre_committed, each.figures.committed, each.figures.invoiced, each.figures.paid)
        print("\t".join((run.texts.date(each.day), each.label, each.line, *map(run.texts.amount, amounts))))
    granted = told.figures.opened if told.granted is None else told.granted
    said = _(
        "{granted} granted, {used} used, {left} left.",
        granted=Money(granted),
        used=Money(told.figures.used),
        left=Money(told.left),
    )
    run.say(said)


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    own = verbs.under("budget", _("fiscal years, budget lines and the ledger of money"))
    for add in (_reading_verbs, _ledger_verb, _line_verb, _deciding_verbs, _taking_back_verb):
        add(own)
    budget_years.add_verbs(own)


def _reading_verbs(verbs: Verbs) -> None:
    (
        verbs.add("situation", show_situation, _("print the situation of the budget"))
        .takes("--year", metavar=_YEAR, explanation=_WHICH_YEAR)
        .takes("--day", metavar=_DAY, explanation=_UNTIL)
        .takes(
            "--by",
            metavar=_p("argument", "WHAT"),
            choices=_BY,
            default="line",
            explanation=_("line, section, chapter, account, tag or funding"),
        )
        .flag("--json", _JSON)
    )
    (
        verbs.add("grant", show_grant, _("print what became of a grant"))
        .takes("grant", metavar=_p("argument", "GRANT"), explanation=_("its name"))
        .takes("--day", metavar=_DAY, explanation=_UNTIL)
        .flag("--json", _JSON)
    )


def _ledger_verb(verbs: Verbs) -> None:
    words = _("words of the document or line")
    (
        verbs.add("moves", list_moves, _("print the ledger of the budget"))
        .takes("text", metavar=_TEXT, nargs="?", default="", explanation=words)
        .takes("--year", metavar=_YEAR, explanation=_WHICH_YEAR)
        .takes("--line", metavar=_LINE, explanation=_("of one line, by its code or words of it"))
        .takes(
            "--figure",
            metavar=_p("argument", "FIGURE"),
            choices=_FIGURES,
            explanation=_("what a figure is the sum of: opened, committed, invoiced, available…"),
        )
        .takes("--day", metavar=_DAY, explanation=_UNTIL)
        .flag("--json", _JSON)
    )


def _line_verb(verbs: Verbs) -> None:
    text = _p("argument", "TEXT")
    (
        verbs.add("line", add_line, _("add a budget line"))
        .takes("label", metavar=text, explanation=_("its label"))
        .takes("--year", metavar=_p("argument", "YEAR"), explanation=_("its fiscal year; the current one if not said"))
        .takes("--code", metavar=text, explanation=_("its code; without one it gets that of chapter and account"))
        .takes("--chapter", metavar=text, explanation=_("its chapter"))
        .takes("--account", metavar=text, explanation=_("the number of its account"))
        .takes(
            "--section",
            metavar=text,
            choices=_SECTIONS,
            explanation=_("operating or capital; that of its account if not said"),
        )
        .takes("--tag", metavar=text, action="append", default=[], explanation=_("an analytic tag; may be repeated"))
        .takes("--grant", metavar=_p("argument", "GRANT"), explanation=_("the funding source that it stands on"))
        .takes("--person", metavar=_p("argument", "NAME"), explanation=_("who is in charge of it"))
        .flag("--block", _("refuse overspending, where it would be warned of"))
    )


def _deciding_verbs(verbs: Verbs) -> None:
    kinds, parts = _("initial, supplementary or amendment"), _("so much for each line: 6156=1200")
    (
        verbs.add("decide", decide, _("vote or amend credits"))
        .takes("kind", metavar=_p("argument", "KIND"), choices=_KINDS, explanation=kinds)
        .takes("label", metavar=_TEXT, explanation=_LABEL)
        .takes("parts", metavar=_p("argument", "LINE=AMOUNT"), nargs="+", explanation=parts)
        .takes("--year", metavar=_YEAR, explanation=_WHICH_YEAR)
        .takes("--day", metavar=_DAY, explanation=_WHICH_DAY)
        .takes("--words", metavar=_TEXT, explanation=_WHY)
    )
    (
        verbs.add("transfer", transfer, _("transfer credits from a line to another"))
        .takes("old", metavar=_LINE, explanation=_("the line that gives"))
        .takes("new", metavar=_LINE, explanation=_("the line that gets"))
        .takes("amount", metavar=_p("argument", "AMOUNT"), explanation=_("how much"))
        .takes("label", metavar=_TEXT, explanation=_LABEL)
        .takes("--year", metavar=_YEAR, explanation=_WHICH_YEAR)
        .takes("--day", metavar=_DAY, explanation=_WHICH_DAY)
        .takes("--words", metavar=_TEXT, explanation=_WHY)
    )


def _taking_back_verb(verbs: Verbs) -> None:
    alone = _("on this line alone; may be repeated")
    (
        verbs.add("take-back", take_back, _("take a budget decision back"))
        .takes("decision", metavar=_p("argument", "DECISION"), explanation=_("what it is called on paper"))
        .takes("reason", metavar=_TEXT, explanation=_("why it is taken back"))
        .takes("--line", metavar=_LINE, action="append", default=[], explanation=alone)
        .takes("--year", metavar=_YEAR, explanation=_WHICH_YEAR)
        .takes("--day", metavar=_DAY, explanation=_WHICH_DAY)
    )


def _part(session: Session, typed: str, year: YearRow) -> tuple[int, int]:
    line, mark, amount = typed.rpartition("=")
    if not mark:
        raise UserError(_("Write a line and its amount: 6156=1200."), field="parts")
    return line_meant(session, line, year).id, cents_meant(amount)


def _warn(run: Run, overspent: tuple[Overspent, ...]) -> None:
    for each in overspent:
        run.say(_("{line} is overspent by {amount}.", line=each.name, amount=Money(-each.free)))


def _called(run: Run, row: SituationRow) -> str:
    from coorddesk.budget.rules.words import SECTION_TITLES

    if row.line is not None:
        return f"{row.line.code} {row.line.label}"
    section = "" if row.section is None else run.texts.say(SECTION_TITLES[row.section])
    return " · ".join(part for part in (section, row.name) if part) or "–"


def _said(run: Run, figures: Figures) -> tuple[str, ...]:
    from coorddesk.core.tables import Kind

    return tuple(cell_text(getattr(figures, each), Kind.AMOUNT, run.texts) for each in _FIGURES)


def _amounts(figures: Figures) -> dict[str, Any]:
    """Cents, and rates in hundredths of a percent."""
    return {each: getattr(figures, each) for each in (*_FIGURES, *_RATES)}


def _group(row: SituationRow) -> dict[str, Any]:
    said: dict[str, Any] = {"name": row.name, "section": row.section and row.section.value, "lines": list(row.lines)}
    if row.line is not None:
        own = ("id", "code", "label", "chapter", "account", "funding_source", "person")
        said |= {key: getattr(row.line, key) for key in own} | {"tags": list(row.line.tags)}
    return said | _amounts(row.figures) | {"before": _amounts(row.before)}


def _move(row: MoveRow) -> dict[str, Any]:
    own = {key: getattr(row, key) for key in ("id", "year", "line_id", "line", "cents", "actor", "label", "words")}
    counter = {"counter_of_id": row.counter_of_id, "is_countered": row.is_countered}
    document = {"document": list(row.document), "commitment": row.commitment and list(row.commitment)}
    return own | {"kind": row.kind.value, "day": row.day.isoformat()} | document | counter
