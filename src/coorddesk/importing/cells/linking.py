"""Names of linked records in a sheet: which record one means, and what becomes of those that mean none."""

from __future__ import annotations

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.cells.nearest import without_last_part
from coorddesk.importing.kind import ImportField, Target
from coorddesk.importing.options import NameFate, Options
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import read_name

_AS_ABOVE = frozenset({'"', "''", "``", "\N{DOUBLE PRIME}", "\N{DITTO MARK}", "idem", "id.", "ditto", "dito"})


class LinkReader:
    """Reads the names of linked records as their kind spells them, and keeps those that do not exist yet."""

    def __init__(
        self, field: ImportField, target: Target, options: Options, brought: frozenset[str] = frozenset()
    ) -> None:
        """Ask `target` for each spelling once, and do with unknown names as people decided.

        Names whose folded text is `brought` by the sheet itself are not unknown.
        """
        self.new: set[str] = set()  # names that no row to be taken had yet
        self._unknown: str | None = None
        self._spelt: dict[str, str] = {}
        self._meant: set[int] = set()
        self._field = field
        self._target = target
        self._brought = brought
        said = options.values.get(field.key, {})
        self._instead = {fold(text): meant for text, meant in said.items()}
        self._wanted = frozenset(map(fold, said.values()))
        self._fate = options.unknown.get(field.key, NameFate.CREATE)

    def __call__(self, cell: Cell) -> str | None:
        """The name of the record that a cell means; the first spelling of a new name is that of all."""
        text = read_name(cell)
        if text is None:
            return None
        name = self._name(text)
        self._meant.add(hash((text, name)))
        return name

    @property
    def digest(self) -> int:
        """Stands for what every text means."""
        return hash(frozenset(self._meant))

    def take_unknown(self) -> str | None:
        """What was said since this was last asked that nothing is called."""
        unknown, self._unknown = self._unknown, None
        return unknown

    def knows(self, text: str) -> bool:
        """Whether a text is the name of a record that exists, or of several."""
        try:
            return self._target.named(self._field.key, " ".join(text.split())).exists
        except UserError:
            return True

    def _name(self, text: str, *, decided: bool = False) -> str | None:
        try:
            named = self._target.named(self._field.key, text)
        except UserError as error:
            self._unknown = text
            raise CellRefused(error.message) from error
        folded = fold(named.name)
        if named.exists:
            return self._spelt.get(folded, named.name)
        if not decided and folded in self._instead:  # people decide about a name, however a cell spells it
            instead = self._instead[folded]
            return self._name(instead, decided=True) if instead else None
        if self._is_brought(named.name):
            return self._spelt.setdefault(folded, named.name)
        if self._field.link is not None:
            self._unknown = named.name
            if folded not in self._wanted and self._is_unwanted(text):
                return None
        if folded not in self._spelt:
            self._spelt[folded] = named.name
            self.new.add(named.name)
        return self._spelt[folded]

    def _is_brought(self, name: str) -> bool:
        """Whether other rows of the sheet bring a name, and all that it is inside of and is not there yet."""
        around, last = without_last_part(name)
        if fold(last) not in self._brought:
            return False
        return not around or self.knows(around) or self._is_brought(around)

    def _is_unwanted(self, text: str) -> bool:
        """Whether a new name is left out; nothing is called by a mark for "as above", or by marks alone."""
        if self._fate == NameFate.EMPTY:
            return True
        if self._fate == NameFate.REFUSE:
            raise CellRefused(_("This name is not known, and none is to be created."))
        if fold(text) in _AS_ABOVE:
            raise CellRefused(_("This repeats what stands above it. Write it out."))
        if not any(map(str.isalnum, text)):
            raise CellRefused(_("This is no name: it has neither a letter nor a digit."))
        return False
