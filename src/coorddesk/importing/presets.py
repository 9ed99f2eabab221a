"""Programs whose files are known: what their columns are called, and what they feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.headers import folded_header


@dataclass(frozen=True)
class Preset:
    """A program whose files are known, whatever their headers would mean elsewhere.

    Attributes:
        key: what it is called on the command line ("glpi").
        title: what people call it.
        mapping: what its headers feed, as in `Options.mapping`.
        signatures: sets of headers; a file that has all of one is the program's.
        values: texts to read in place of its own, as in `Options.values`.
        readings: how its dates and numbers are written, as in `Options.readings`.
    """

    key: str
    title: Message
    mapping: Mapping[str, str]
    signatures: tuple[tuple[str, ...], ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)

    def fits(self, folded: Collection[str]) -> bool:
        """Whether a file with these folded headers is the program's."""
        return any(all(folded_header(word) in folded for word in words) for words in self.signatures)


def preset_for(presets: Sequence[Preset], headers: Iterable[str], told: str | None) -> Preset | None:
    """The preset that people name ("" none), or the first that has the headers of the file."""
    if told is None:
        folded = {folded_header(header) for header in headers}
        return next((preset for preset in presets if preset.fits(folded)), None)
    if not told:
        return None
    named = next((preset for preset in presets if preset.key == told), None)
    if named is None:
        keys = ", ".join(preset.key for preset in presets)
        raise UserError(
            _("“{key}” is no program whose sheets are known. Those are: {keys}.", key=told, keys=verbatim(keys))
        )
    return named
