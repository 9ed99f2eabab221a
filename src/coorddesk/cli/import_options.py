"""What is said on the command line about a sheet, as the importer wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _p

if TYPE_CHECKING:
    from coorddesk.cli.run import Run
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.options import Options

_DELIMITERS = {"tab": "\t", "\\t": "\t"}
_FORMS = {
    "--map": _p("argument", "HEADER=FIELD"),
    "--set": _p("argument", "FIELD=VALUE"),
    "--read": _p("argument", "FIELD=WAY"),
    "--value": _p("argument", "FIELD:TEXT=MEANING"),
    "--unknown": _p("argument", "FIELD=FATE"),
}


def import_options(run: Run, kind: ImportKind) -> Options:
    """Read the options of `import`; fields may be named by key, title or any header they are known by."""
    from coorddesk.importing.mapping.columns import field_called  # each verb loads what it needs, --help nothing
    from coorddesk.importing.options import Options
    from coorddesk.importing.words import HeaderWords

    options, words = run.options, HeaderWords(kind.fields, run.languages)

    def key_of(name: str) -> str:
        return field_called(name, kind.fields, words).key

    return Options(
        sheet=options.sheet,
        encoding=options.encoding,
        delimiter=_DELIMITERS.get(options.delimiter, options.delimiter),
        header_row=options.header_row,
        header_depth=options.header_depth,
        last_row=options.last_row,
        preset=options.preset,
        mapping=dict(_pair(pair, "--map") for pair in options.map),
        key=options.key,
        fixed=_by_field(options.set, "--set", key_of),
        readings=_by_field(options.read, "--read", key_of),
        values=_values(options.value, key_of),
        unknown=_fates(_by_field(options.unknown, "--unknown", key_of)),
    )


def _pair(pair: str, option: str) -> tuple[str, str]:
    """Split "Header=field", where the first part itself may hold an equals sign."""
    first, equals, second = pair.rpartition("=")
    if not equals:
        raise _not_so(option, pair)
    return first, second.strip()


def _not_so(option: str, pair: str) -> UserError:
    return UserError(_("{option} wants “{form}”, not “{given}”.", option=option, form=_FORMS[option], given=pair))


def _by_field(pairs: Sequence[str], option: str, key_of: Callable[[str], str]) -> dict[str, str]:
    return {key_of(name): value for name, value in (_pair(pair, option) for pair in pairs)}


def _values(pairs: Sequence[str], key_of: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """Read "status:HS=broken": what a text in a field's cells stands for."""
    values: dict[str, dict[str, str]] = {}
    for pair in pairs:
        said, meant = _pair(pair, "--value")
        name, colon, text = said.partition(":")
        if not colon:
            raise _not_so("--value", pair)
        values.setdefault(key_of(name), {})[fold(text)] = meant
    return values


def _fates(said: Mapping[str, str]) -> Mapping[str, str]:
    from coorddesk.importing.options import NameFate  # as above

    for fate in said.values():
        if fate not in list(NameFate):
            fates = ", ".join(NameFate)
            raise UserError(_("--unknown does not know “{given}”. It knows: {fates}.", given=fate, fates=fates))
    return said
