"""How a verb of the command line is declared: in one line each, its help in the reader's language."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.texts import Texts

_MOST_DIGITS = 9


class Verbs:
    """Adds verbs whose help is rendered in one language."""

    def __init__(self, verbs: argparse._SubParsersAction[argparse.ArgumentParser], texts: Texts) -> None:
        """`verbs` are those of the whole parser."""
        self._verbs = verbs
        self._texts = texts

    def add(self, name: str, verb: Callable[..., object], explanation: Message) -> Verb:
        """A verb carried out by `verb`, which gets what was typed and whose result is the exit code."""
        said = self._texts.say(explanation)
        parser = self._verbs.add_parser(name, help=said, description=said)
        parser.set_defaults(verb=verb)
        return Verb(parser, self._texts)

    def under(self, name: str, explanation: Message) -> Verbs:
        """Verbs below a word of their own: “coorddesk budget years”."""
        said = self._texts.say(explanation)
        parser = self._verbs.add_parser(name, help=said, description=said)
        below = parser.add_subparsers(metavar=self._texts.say(_p("argument", "VERB")), required=True)
        return Verbs(below, self._texts)


class Verb:
    """Adds arguments to one verb, in one line each."""

    def __init__(self, parser: argparse.ArgumentParser, texts: Texts) -> None:
        """`parser` is that of the verb."""
        self._parser = parser
        self._texts = texts

    def takes(self, *names: str, metavar: Message, explanation: Message, **settings: object) -> Verb:
        """An argument or an option with a value; `settings` are argparse's own, a number refused in our words."""
        if settings.get("type") is int:
            settings["type"] = _any_number(self._texts)
        said = {"metavar": self._texts.say(metavar), "help": self._texts.say(explanation)}
        self._parser.add_argument(*names, **said, **settings)  # type: ignore[arg-type]  # passed on
        return self

    def flag(self, name: str, explanation: Message, **settings: object) -> Verb:
        """An option that is there or not."""
        said = {"help": self._texts.say(explanation), "action": "store_true"} | settings
        self._parser.add_argument(name, **said)  # type: ignore[arg-type]  # passed on
        return self


def whole_number(texts: Texts) -> Callable[[str], int]:
    """Reads a number from 1 on, and refuses in the reader's language, where argparse would name Python's type."""

    def read(typed: str) -> int:
        if not (_is_number(typed) and int(typed)):
            raise argparse.ArgumentTypeError(texts.say(_("“{value}” is no whole number from 1 on", value=typed)))
        return int(typed)

    return read


def desk(texts: Texts) -> Callable[[str], str]:
    """Reads a path or address; an empty one, of a script's variable that is not set, must not mean the usual desk."""

    def read(typed: str) -> str:
        if not typed.strip():
            said = _("This is no address of a desk. Name a file, or a database: postgresql://user@server/name.")
            raise argparse.ArgumentTypeError(texts.say(said))
        return typed

    return read


def _any_number(texts: Texts) -> Callable[[str], int]:
    def read(typed: str) -> int:
        if not _is_number(typed.removeprefix("-")):
            raise argparse.ArgumentTypeError(texts.say(_("“{value}” is no whole number", value=typed)))
        return int(typed)

    return read


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= _MOST_DIGITS
