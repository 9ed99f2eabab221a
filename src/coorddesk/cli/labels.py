"""Verbs on labels and on what comes back on paper: labels, file-papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verb, Verbs
    from coorddesk.cli.run import Run
    from coorddesk.labels.imports import Filing
    from coorddesk.labels.reports import Order
    from coorddesk.labels.rules import Run as Printing
    from coorddesk.labels.rules import Style

_KINDS = {
    "assets": "asset",
    "places": "place",
    "people": "person",
    "kits": "kit",
    "stock": "stock_item",
    "ahead": "printed_label",
}
_CODES = ("qr", "code128")


def add_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    """The grammar of both."""
    _add_labels(verbs, whole)
    scans = _("the scans: PDF or pictures")
    verb = verbs.add("file-papers", file_papers, _("attach scanned pages to the records whose codes they bear"))
    verb.takes("files", metavar=_p("argument", "FILE"), type=Path, nargs="+", explanation=scans)
    verb.flag("--follow", _("a page without a code belongs to the one before it"))
    verb.flag("--dry-run", _("only say what would happen"))
    verb.flag("--json", _("answer in JSON"))


def _add_labels(verbs: Verbs, whole: Callable[[str], int]) -> None:
    often: dict[str, Any] = {"action": "append", "default": []}
    verb = verbs.add(
        "labels", print_labels, _("put labels on sheets of paper: devices, places, people's badges, kits, shelves")
    )
    kind = _(
        "what they are for: assets, places, people, kits, stock, or ahead for numbers whose devices are still to come"
    )
    verb.takes("kind", metavar=_p("argument", "KIND"), nargs="?", explanation=kind)
    verb.takes("output", metavar=_p("argument", "OUT.pdf"), type=Path, nargs="?", explanation=_("the .pdf to write"))
    verb.takes("--format", metavar=_p("argument", "NAME"), explanation=_("the sheet of labels (see --list)"))
    verb.takes(
        "--where",
        metavar=_p("argument", "FIELD=VALUE"),
        explanation=_(
            "which ones: FIELD=VALUE, !=, ~ for contains, ^= for begins with, >=, <=; all of them must be true"
        ),
        **often,
    )
    number = _p("argument", "NUMBER")
    verb.takes(
        "--start", metavar=number, type=whole, default=1, explanation=_("the first free label of the first sheet")
    )
    verb.takes("--copies", metavar=number, type=whole, default=1, explanation=_("how many of each"))
    verb.takes("--count", metavar=number, type=whole, explanation=_("how many numbers to print ahead"))
    verb.takes(
        "--category", metavar=_p("argument", "NAME"), explanation=_("the category whose numbers are printed ahead")
    )
    _add_looks(verb)
    verb.flag("--list", _("list the sheets of labels"))
    verb.flag("--json", _("answer in JSON"))


def _add_looks(verb: Verb) -> None:
    """What labels look like, and where this printer puts them."""
    columns = _("the fields to print, in their order: name,model,place")
    verb.takes("--fields", metavar=_p("argument", "FIELD,FIELD"), explanation=columns)
    verb.takes(
        "--code",
        metavar=verbatim("|".join(_CODES)),
        choices=_CODES,
        default=_CODES[0],
        explanation=_("what is scanned"),
    )
    verb.takes("--owner", metavar=_p("argument", "TEXT"), explanation=_("whose it is; an empty text leaves it out"))
    verb.takes(
        "--offset",
        metavar=_p("argument", "RIGHT,DOWN"),
        explanation=_("what the printer must be led by, in millimetres: 0.5,-1.2"),
    )
    verb.flag("--no-logo", _("without the logo"))
    verb.flag("--frame", _("with a line around each, to be cut along"))


def print_labels(run: Run) -> None:
    """Write sheets of labels, or list the formats there are."""
    from coorddesk.core.whole_file import whole_file  # each verb loads what it needs, and --help nothing
    from coorddesk.labels.reports import write_labels
    from coorddesk.opening import stamp_of

    options = run.options
    if options.list:
        _list_formats(run)
        return
    if options.kind not in _KINDS:
        raise UserError(_("Labels for what? There are: {names}.", names=", ".join(_KINDS)))
    if options.output is None or options.output.suffix.lower() != ".pdf":
        raise UserError(_("Say where to write the labels: a name that ends in .pdf."))
    with run.desk() as database:
        with database.reading() as session:
            looks, printing, stamp = _style(session, run), _printing(session, run), stamp_of(session)
            ids = None if options.kind == "ahead" else _meant(session, run, _KINDS[options.kind])
        if ids is None:  # once nothing is wrong any more: a number that was drawn never comes again
            with database.transaction() as session:
                ids = _draw(session, run, printing)
        with database.reading() as session:
            order = _order(session, run, ids, looks, printing)
        with whole_file(options.output) as stream:
            total = write_labels(order, stream, stamp, run.texts)
    if options.json:
        run.answer({"labels": len(order.labels), "pages": total, "codes": [label.code for label in order.labels]})
        return
    labels = _n("{count} label", "{count} labels", len(order.labels) * options.copies)
    run.say(
        _n(
            "{file}: {labels} on {count} page.",
            "{file}: {labels} on {count} pages.",
            total,
            file=str(options.output),
            labels=labels,
        )
    )


def file_papers(run: Run) -> None:
    """Read the codes on scanned pages and attach each page to its record; with --dry-run only say which."""
    from coorddesk import features
    from coorddesk.labels.imports import file_of, filings, parts_of, read_scan
    from coorddesk.labels.service import file_pages

    parts = [part for path in run.options.files for part in parts_of(path, read_scan(path), follows=run.options.follow)]
    with run.desk() as database:
        with database.reading() as session:
            found = filings(session, features.load(), parts)
        filed = [filing for filing in found if filing.subject is not None]
        if filed and not run.options.dry_run:
            pages = [file_of(filing, filing.part.path.read_bytes()) for filing in filed]
            deed = _n("File {count} signed paper", "File {count} signed papers", len(pages))
            with database.transaction(deed) as session:
                file_pages(session, pages)
    if run.options.json:
        run.answer([_as_json(run, filing) for filing in found])
        return
    for filing in found:
        pages_said = ", ".join(map(str, filing.part.pages))
        fate = filing.trouble or verbatim(filing.called)
        run.say(_("{file}, page {pages}: {fate}", file=filing.part.path.name, pages=pages_said, fate=fate))
    run.say(
        _n("{count} paper would be filed.", "{count} papers would be filed.", len(filed))
        if run.options.dry_run
        else _n("{count} paper filed.", "{count} papers filed.", len(filed))
    )


def _list_formats(run: Run) -> None:
    from coorddesk.labels.queries import formats

    with run.desk() as database, database.reading() as session:
        known = formats(session)
    if run.options.json:
        run.answer(
            [{"key": key, "name": sheet.name, "title": run.texts.say(sheet.title)} for key, sheet in known.items()]
        )
        return
    for sheet in known.values():
        run.say(sheet.title)


def _style(session: Session, run: Run) -> Style:
    from coorddesk.core.organisation import organisation
    from coorddesk.labels.rules import CodeKind, Style, first_fields, owner_line

    options, kind = run.options, _KINDS[run.options.kind]
    fields = first_fields(kind) if options.fields is None else tuple(map(str.strip, options.fields.split(",")))
    _refuse_unknown(session, kind, fields)
    owner = run.texts.say(owner_line(organisation(session), kind)) if options.owner is None else options.owner
    return Style(CodeKind(options.code), fields, logo=not options.no_logo, owner=owner, frame=options.frame)


def _printing(session: Session, run: Run) -> Printing:
    from coorddesk.labels.queries import format_named
    from coorddesk.labels.rules import FIRST_FORMAT
    from coorddesk.labels.rules import Run as Printing

    options = run.options
    sheet = format_named(session, options.format or FIRST_FORMAT)
    return Printing(sheet, options.start, options.copies, _offset(options.offset))


def _order(session: Session, run: Run, ids: Sequence[int], style: Style, printing: Printing) -> Order:
    from coorddesk import features
    from coorddesk.labels.queries import labels_of
    from coorddesk.labels.reports import Order

    if not ids:
        raise UserError(_("There is none like that."))
    kind = _KINDS[run.options.kind]
    return Order(labels_of(session, kind, ids, style.fields, run.texts, features.load()), style, printing)


def _refuse_unknown(session: Session, kind: str, fields: Sequence[str]) -> None:
    from coorddesk.labels.queries import fields_of

    known = [field.key for field in fields_of(session, kind)]
    if unknown := [key for key in fields if key and key not in known]:
        raise UserError(_("There is no field “{name}”. There are: {keys}.", name=unknown[0], keys=", ".join(known)))


def _meant(session: Session, run: Run, kind: str) -> Sequence[int]:
    """The records that meet every condition; without one, all."""
    from coorddesk import features
    from coorddesk.cli.conditions import Reader
    from coorddesk.core.criteria import Ask
    from coorddesk.core.fields import Field
    from coorddesk.directory.queries import place_ids, place_options, places_below
    from coorddesk.lending.queries import kits

    typed = run.options.where
    if kind == "place":
        reader = Reader(session, (Field("place", _("Place"), search=place_options),), run.languages)
        criteria = [reader.criterion(text) for text in typed]
        if any(criterion.ask is not Ask.IS for criterion in criteria):
            raise UserError(_("Of places, only those inside one can be asked for: place=Site / Building."))
        inside = [
            set(places_below(session, place))
            for criterion in criteria
            for place in criterion.values
            if isinstance(place, int)
        ]
        return [place for place in place_ids(session) if all(place in below for below in inside)]
    if kind == "kit":
        if typed:
            raise UserError(_("Labels of kits are of all kits: leave --where out."))
        return [row.id for row in kits(session)]
    edit = next(each for feature in features.load() for each in feature.edits if each.key == run.options.kind)
    reader = Reader(session, edit.fields(session), run.languages)
    return edit.find(session, [reader.criterion(text) for text in typed])


def _draw(session: Session, run: Run, printing: Printing) -> list[int]:
    from coorddesk.cli.records import record_meant
    from coorddesk.labels.rules import run_refusal
    from coorddesk.labels.service import Ahead, print_ahead

    options = run.options
    if options.count is None:
        raise UserError(_("How many numbers? Say --count NUMBER."))
    refused = run_refusal(printing, options.count)
    if refused is not None:
        raise UserError(refused[1], field=refused[0])
    category = None if options.category is None else record_meant(session, "category", options.category)[1]
    return print_ahead(session, Ahead(options.count, category))


def _offset(typed: str | None) -> tuple[int, int]:
    """Millimetres as typed, in tenths."""
    parts = (typed or "0,0").split(",")
    try:
        right, down = (round(float(part) * 10) for part in parts)
    except (ValueError, OverflowError):  # "inf" is a number to Python
        raise UserError(
            _(
                "{option} wants “{shape}”, not “{given}”.",
                option="--offset",
                shape=_p("argument", "RIGHT,DOWN"),
                given=typed or "",
            )
        ) from None
    return right, down


def _as_json(run: Run, filing: Filing) -> dict[str, Any]:
    return {
        "file": str(filing.part.path),
        "pages": list(filing.part.pages),
        "codes": list(filing.part.codes),
        "record": None if filing.subject is None else list(filing.subject),
        "name": filing.called or None,
        "trouble": None if filing.trouble is None else run.texts.say(filing.trouble),
    }
