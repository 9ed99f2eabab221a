"""The verb that puts the desk on paper: report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p, verbatim
from coorddesk.reporting.page import MARGINS, PaperSize
from coorddesk.reporting.setup import Printable, Setup, arranged, offered_columns, own_columns

if TYPE_CHECKING:
    import argparse

    from sqlalchemy.orm import Session

    from coorddesk.cli.run import Run
    from coorddesk.core.records import Subject
    from coorddesk.reporting.kind import ReportKind

PAPERS, MARGIN_WIDTHS = tuple(size.value for size in PaperSize), MARGINS


def write_report(run: Run) -> None:
    """Write a report, of everything or about one record, or list the reports."""
    kinds = _reports()
    if run.options.list:
        _list_reports(run, kinds)
        return
    kind = kinds.get(run.options.name)
    if kind is None:
        raise UserError(_("Which report? There are: {names}.", names=", ".join(kinds)))
    if run.options.output is None:
        raise UserError(_("Say where to write it: --output FILE.pdf, .xlsx or .csv."))
    from coorddesk.opening import stamp_of  # each verb loads what it needs, and --help nothing
    from coorddesk.reporting.write import write_report as write

    with run.desk() as database, database.reading() as session:
        made = kind.build(session, _on_day(kind, _choice(session, kind, run.options.about), run.options.day))
        write(arranged(made, _setup(run.options, made)), run.options.output, stamp_of(session), run.texts)
    run.say(_("{file} is written.", file=str(run.options.output)))


def _reports() -> dict[str, ReportKind]:
    from coorddesk import features

    return {report.key: report for feature in features.load() for report in feature.reports}


def _list_reports(run: Run, kinds: dict[str, ReportKind]) -> None:
    if run.options.json:
        rows: list[dict[str, Any]] = [
            {"name": key, "title": run.texts.say(kind.title), "explanation": run.texts.say(kind.explanation)}
            for key, kind in kinds.items()
        ]
        run.answer(rows)
        return
    for key, kind in kinds.items():
        run.say(verbatim(f"{key:24} {run.texts.say(kind.title)}"))


def _choice(session: Session, kind: ReportKind, about: str | None) -> object:
    """What the report is about; None for everything."""
    if about is None:
        return None
    subject = _record(session, about)
    choice = kind.choose(subject)
    if choice is None:
        sentence = _(
            "The report {name} cannot be about one record of that kind: {kind}.", name=kind.key, kind=subject[0]
        )
        raise UserError(sentence)
    return choice


def _on_day(kind: ReportKind, choice: object, day: str | None) -> object:
    """The choice as of a day, if one is asked for."""
    if day is None:
        return choice
    if kind.dated is None:
        raise UserError(_("The report {name} is of today: it takes no --day.", name=kind.key))
    return kind.dated(choice, day_typed(day))


def _record(session: Session, about: str) -> Subject:
    """The record that "asset:42", "place:Salle 12", "person:Inès Moreau" or the code on its paper, "CDL12", means."""
    from coorddesk import features  # SQL, which --help does not need
    from coorddesk.core.codes import subject_of
    from coorddesk.feature import named

    coded = subject_of(about)
    if coded is not None and named(session, features.load(), [coded]):
        return coded
    kind, _colon, name = (part.strip() for part in about.partition(":"))
    if not kind or not name:
        raise UserError(_("--about wants “{shape}”, not “{given}”.", shape=_p("argument", "KIND:NAME"), given=about))
    return record_meant(session, kind, name)


def _setup(options: argparse.Namespace, made: Printable) -> Setup:
    """What was said of the paper, the columns and the texts."""
    known = [column.key for column in offered_columns(made)] or list(own_columns(made))
    columns = tuple(key.strip() for key in options.columns.split(",")) if options.columns else ()
    if unknown := [key for key in columns if key not in known]:
        sentence = _("There is no column “{name}” here. There are: {names}.", name=unknown[0], names=", ".join(known))
        raise UserError(sentence)
    setup = Setup(
        title=options.title or "",
        size=PaperSize(options.paper) if options.paper else None,
        landscape=options.landscape,
        margin=options.margin,
        columns=columns,
    )
    return replace(setup, texts=tuple(_said(each, made) for each in options.text))


def _said(said: str, made: Printable) -> tuple[str, str]:
    """One of the texts that a document asks for: "emergency=Call 112"."""
    from coorddesk.reporting.blocks import Document

    key, equals, text = said.partition("=")
    asked = [each.key for each in made.typed] if isinstance(made, Document) else []
    if not equals:
        raise UserError(
            _(
                "{option} wants “{shape}”, not “{given}”.",
                option="--text",
                shape=_p("argument", "NAME=TEXT"),
                given=said,
            )
        )
    if key not in asked:
        sentence = _("The report asks for no text “{name}”. It asks for: {names}.", name=key, names=", ".join(asked))
        raise UserError(sentence)
    return key, text
