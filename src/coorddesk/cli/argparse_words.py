"""The words that argparse says itself, gathered here so that the catalogue translates them.

Argparse asks gettext's default domain, which main.py makes ours. They are Python 3.11 to 3.13's, letter for letter.
"""

from __future__ import annotations

from coorddesk.core.messages import _

WORDS = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("expected one argument"),
    _("expected at most one argument"),
    _("expected at least one argument"),
    _("ignored explicit argument %r"),
    _("ambiguous option: %(option)s could match %(matches)s"),
)
