"""A criterion as a question to the database, alike on both: accents and case never matter, "not" takes in the blank."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ColumnElement, Select, any_, false, func, literal, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import OF_THE_DAY, OF_WORDS, Ask, Criterion
from coorddesk.core.fold import fold, fold_all
from coorddesk.core.id_lists import rows_of
from coorddesk.core.matching import contains, starts_with

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Claim = ColumnElement[bool]

_OF_TEXTS = OF_WORDS | {Ask.IS, Ask.IS_NOT}


@dataclass(frozen=True)
class TextAsk:
    """What is asked of a text: to be, to begin with or to contain some folded words."""

    ask: Ask
    word: str

    def of_column(self, column: Any) -> Claim:
        """Asked of a folded column."""
        match self.ask:
            case Ask.IS:
                return column == self.word  # type: ignore[no-any-return]  # a column's comparison
            case Ask.BEGINS:
                return starts_with(column, self.word)
        return contains(column, self.word)

    def holds(self, text: str) -> bool:
        """Asked of a folded text."""
        match self.ask:
            case Ask.IS:
                return text == self.word
            case Ask.BEGINS:
                return text.startswith(self.word)
        return self.word in text


@dataclass(frozen=True)
class Ground:
    """Where the values of a field lie.

    `filled` is true where there is one, `value` is compared, `text` asks its words. `around` makes a claim about a
    value one about the record, where it lies elsewhere; `spread` adds the ids that a chosen one takes in.
    """

    filled: Claim
    value: Any = None
    text: Callable[[Session, TextAsk], Claim] | None = None
    folds: Callable[[str], str] = fold
    around: Callable[[Claim], Claim] = lambda claim: claim
    spread: Callable[[Session, Collection[Any]], Collection[Any]] = lambda _session, values: values


def folded(column: Any) -> Callable[[Session, TextAsk], Claim]:
    """Words in a folded copy."""
    return lambda _session, asked: asked.of_column(column)


def linked(link: Any, ids: Select[int], *names: Any) -> Callable[[Session, TextAsk], Claim]:
    """Words in the folded name of what a record belongs to."""
    return lambda _session, asked: link.in_(ids.where(or_(*map(asked.of_column, names))).correlate(None))


def own(column: Any) -> Ground:
    """A value of the record's own: a number, a day, a choice."""
    return Ground(column.is_not(None), column)


def own_text(row_id: Any, column: Any, within: Any = None) -> Ground:
    """Words of the record's own without a folded copy, unless they are `within` one."""
    return Ground(column != "", text=scanned(row_id, column, within))


def record(link: Any, ids: Select[int], *names: Any) -> Ground:
    """Another record that this one belongs to, by its id or the words of its name."""
    return Ground(link.is_not(None), link, linked(link, ids, *names))


def scanned(row_id: Any, column: Any, within: Any = None) -> Callable[[Session, TextAsk], Claim]:
    """Words in a text without a folded copy: all that are filled in are read and folded here.

    Where the text is also `within` a folded column, only those that hold the words there.
    """

    def claim(session: Session, asked: TextAsk) -> Claim:
        wanted = select(row_id, column).where(column != "")
        if within is not None:
            wanted = wanted.where(contains(within, asked.word))
        found = list(rows_of(session, wanted))
        texts = fold_all([row[1] for row in found]) if found else []
        return among(session, row_id, [row[0] for row, text in zip(found, texts, strict=True) if asked.holds(text)])

    return claim


def among(session: Session, column: Any, ids: Sequence[int]) -> Claim:
    """Whether an id is one of these, however many thousands they are."""
    claim: Claim
    if session.connection().dialect.name == "sqlite":
        each = func.json_each(json.dumps(list(ids))).table_valued("value")
        claim = column.in_(select(each.c.value))
    else:
        claim = column == any_(literal(list(ids), ARRAY(BigInteger)))
    return claim


def claims(session: Session, criteria: Sequence[Criterion], grounds: Mapping[str, Ground]) -> list[Claim]:
    """What a record must be like for all criteria; one about a field that is gone is met by none."""
    return [
        _claim(session, criterion, grounds[criterion.field]) if criterion.field in grounds else false()
        for criterion in criteria
    ]


def _claim(session: Session, criterion: Criterion, ground: Ground) -> Claim:
    """Ask by ask: the negative ones are what the positive ones leave, records without a value included."""
    match criterion.ask:
        case Ask.FILLED:
            return ground.around(ground.filled)
        case Ask.EMPTY:
            return _not(ground.around(ground.filled))
        case Ask.IS_NOT:
            return _not(_positive(session, Criterion(criterion.field, Ask.IS, criterion.values), ground))
        case Ask.LACKS:
            return _not(_positive(session, Criterion(criterion.field, Ask.CONTAINS, criterion.values), ground))
    return _positive(session, criterion, ground)


def _fits(column: Any, criterion: Criterion) -> bool:
    """Whether a column holds such values: a field of the desk's own may have been of another type when it was asked."""
    kind = column.type.python_type
    if criterion.ask in OF_THE_DAY:
        return kind is date
    if issubclass(kind, str):
        return criterion.ask is Ask.IS and all(isinstance(value, str) for value in criterion.values)
    return all(isinstance(value, kind) for value in criterion.values)


def _not(claim: Claim) -> Claim:
    return not_(func.coalesce(claim, false()))


def _positive(session: Session, criterion: Criterion, ground: Ground) -> Claim:
    values, column = criterion.values, ground.value
    if column is None or criterion.ask in OF_WORDS:
        return _of_words(session, criterion, ground)
    if not _fits(column, criterion):
        return false()
    today = clock_of(session).today()
    match criterion.ask, values:
        case Ask.AT_LEAST, (least,):
            return ground.around(column >= least)
        case Ask.AT_MOST, (most,):
            return ground.around(column <= most)
        case Ask.BETWEEN, (least, most):
            return ground.around(column.between(least, most))
        case Ask.LAST_DAYS, (int(days),):
            return ground.around(column.between(today - timedelta(days), today))
        case Ask.NEXT_DAYS, (int(days),):
            return ground.around(column.between(today, today + timedelta(days)))
    return ground.around(column.in_(ground.spread(session, values)))


def _of_words(session: Session, criterion: Criterion, ground: Ground) -> Claim:
    if ground.text is None or criterion.ask not in _OF_TEXTS:
        return false()
    asked = [TextAsk(criterion.ask, ground.folds(str(value))) for value in criterion.values]
    return ground.around(or_(*(ground.text(session, each) for each in asked)))
