"""Rules of the house that no linter knows: each offence is listed by file and line."""

from __future__ import annotations

import ast
import re
import string
from typing import TYPE_CHECKING

from tests.house.source import Module, calls, modules, public_functions

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY: tuple[str, ...] = ()
MAY_CALL = {
    "commit": ("core/database.py",),  # one owner of every transaction
    "processEvents": NOBODY,  # slow work belongs in a lane
    "expunge": NOBODY,  # screens get frozen rows
    "scoped_session": NOBODY,
}
MARKS = {"_": 1, "_n": 2, "_p": 2}
"""The functions that make messages, and how many of their first arguments must be plain literals."""


def test_only_their_owners_call_what_belongs_to_one_place() -> None:
    assert [
        f"{module.at(call)} calls {name}()"
        for module in modules()
        for name, call in calls(module)
        if module.path not in MAY_CALL.get(name, (module.path,))
    ] == []


def test_message_ids_are_plain_literals() -> None:
    assert [
        f"{module.at(call)} {name}() needs plain literals, or nobody can translate them"
        for module, name, call in _messages()
        if not all(isinstance(text, ast.Constant) for text in call.args[: MARKS[name]])
    ] == []


def test_no_message_is_marked_inside_an_f_string() -> None:
    assert [
        f"{module.at(call)} Babel does not read f-strings on Python 3.11: name the message first"
        for module in modules()
        for text in module.nodes()
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ] == []


def test_placeholders_and_values_of_a_message_agree() -> None:
    assert [
        f"{module.at(call)} names {sorted(named)} but gets {sorted(given)}"
        for module, name, call in _messages()
        if None not in {keyword.arg for keyword in call.keywords}  # **values are for the caller to match
        for named, given in [(_placeholders(name, call), {keyword.arg or "" for keyword in call.keywords})]
        if named != given
    ] == []


def test_screens_show_messages_and_no_bare_literals() -> None:
    assert [
        f"{module.at(text)} shows a literal: say a Message"
        for module in modules()
        if module.has_screens
        for text in _shown_literals(module)
    ] == []


def test_windows_of_a_given_size_stay_on_the_screen() -> None:
    assert [
        f"{module.at(call)} has a size of its own: resize_on_screen() keeps its buttons within reach"
        for module in modules()
        for name, call in calls(module)
        if name == "resize" and ast.unparse(call.func) == "self.resize" and not _is_of_another(call)
    ] == []


def test_no_except_swallows_in_silence() -> None:
    assert [
        f"{module.at(node)} an error vanishes here"
        for module in modules()
        for node in module.nodes()
        if isinstance(node, ast.ExceptHandler) and all(_says_nothing(statement) for statement in node.body)
    ] == []


def test_a_module_with_late_imports_says_why() -> None:
    assert [
        f"src/coorddesk/{module.path} imports inside functions; a comment beside one of them says why"
        for module in modules()
        if (late := _late_imports(module)) and not any(_has_comment(module, line) for line in late)
    ] == []


def test_only_the_clock_reads_the_time_of_day() -> None:
    assert [
        f"{module.at(call)} asks the system; take a Clock"
        for module in modules()
        if module.path not in {"core/clock.py", "core/logs.py"}
        for _, call in calls(module)
        if re.fullmatch(r"(datetime\.)?(datetime|date)\.(now|today|utcnow)|time\.time", ast.unparse(call.func))
    ] == []


def test_what_crosses_a_layer_is_frozen() -> None:
    assert [
        f"{module.at(node)} {node.name} is a dataclass that can change"
        for module in modules()
        if any(module.is_room(room) for room in ("rules", "queries", "service", "imports", "reports"))
        for node in module.nodes()
        if isinstance(node, ast.ClassDef)
        for decorator in map(ast.unparse, node.decorator_list)
        if decorator.startswith("dataclass") and "frozen=True" not in decorator
    ] == []


def test_verbs_take_the_session_and_say_who_may() -> None:
    assert [
        f"{module.at(verb)} {verb.name}: `session` comes first, under @allowed(...)"
        for module in modules()
        if module.is_room("service")
        for verb in public_functions(module)
        if _first_argument(verb) != "session"
        or not any(ast.unparse(decorator).startswith("allowed(") for decorator in verb.decorator_list)
    ] == []


def test_queries_take_the_session() -> None:
    assert [
        f"{module.at(query)} {query.name}: `session` comes first"
        for module in modules()
        if module.is_room("queries")
        for query in public_functions(module)
        if _first_argument(query) != "session"
    ] == []


def test_no_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [module.path for module in modules() if drawers & set(re.split(r"[/_.]", module.path))] == []


def _messages() -> list[tuple[Module, str, ast.Call]]:
    return [(module, name, call) for module in modules() for name, call in calls(module) if name in MARKS]


def _is_of_another(call: ast.Call) -> bool:
    """Whether the size is that of a window that is there, or a hint by it."""
    return len(call.args) == 1 and isinstance(call.args[0], ast.Call | ast.BinOp)


def _placeholders(name: str, call: ast.Call) -> set[str]:
    texts = [str(text.value) for text in call.args[: MARKS[name]] if isinstance(text, ast.Constant)]
    if name == "_p":
        texts = texts[1:]
    named = {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    return named - ({"count"} if name == "_n" else set())


_SHOWING = re.compile(
    r"set\w*(Text|Title|Tip|WhatsThis|AccessibleName|Description|Prefix|Suffix|Html|Labels|NameFilters?)"
    r"|add(Tab|Row|Items?|Action|Menu|Button|Section)|insert(Tab|Items?|Menu)|showMessage|appendPlainText|drawText"
    r"|information|warning|critical|question|get(Open|Save)FileNames?|getExistingDirectory|QAction"
)


def _shown_literals(module: Module) -> list[ast.expr]:
    widgets = {
        alias.asname or alias.name
        for node in module.nodes()
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6.QtWidgets"
        for alias in node.names
    }
    showing = [call for name, call in calls(module) if name in widgets or _SHOWING.fullmatch(name)]
    arguments = [argument for call in showing for argument in call.args]
    return [argument for argument in arguments if any(_has_words(part) for part in _parts(argument))]


def _parts(argument: ast.expr) -> list[ast.expr]:
    match argument:
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [inner for part in parts for inner in _parts(part)]
        case ast.JoinedStr(values=parts):
            return list(parts)
        case ast.IfExp(body=one, orelse=other):
            return [*_parts(one), *_parts(other)]
        case ast.BinOp(left=left, right=right):
            return [*_parts(left), *_parts(right)]
    return [argument]


def _has_words(part: ast.expr) -> bool:
    text = part.value if isinstance(part, ast.Constant) else None
    return isinstance(text, str) and text != "CoordDesk" and re.search(r"[^\W\d_]", text) is not None


def _says_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
    return False


def _late_imports(module: Module) -> set[int]:
    return {
        node.lineno
        for function in module.nodes()
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }


def _has_comment(module: Module, line: int) -> bool:
    above, itself = ["", *module.text.splitlines()][line - 1 : line + 1]
    return "#" in itself or above.lstrip().startswith("#")


def _first_argument(function: ast.FunctionDef) -> str | None:
    arguments = [*function.args.posonlyargs, *function.args.args]
    return arguments[0].arg if arguments else None


def test_saved_views_follow_on_the_pages_that_save_them() -> None:
    """A name that no page has would let its saved views point at what is gone, and nothing would say so."""
    pages, followed = set[str](), dict[str, str]()
    for module in modules():
        for name, call in calls(module):
            if name == "__init__" and module.has_screens and len(call.args) > 1:
                pages |= {str(each.value) for each in call.args[1:2] if isinstance(each, ast.Constant)}
            if name in {"repoint_views", "reword_views"}:
                followed |= {page: module.at(call) for page in _named(module, call.args[1])}
    assert len(followed) > 5
    assert {page: where for page, where in followed.items() if page not in pages} == {}


def _named(module: Module, page: ast.expr) -> Iterator[str]:
    """The name itself, or those that a loop goes through."""
    if isinstance(page, ast.Constant):
        yield str(page.value)
        return
    assert isinstance(page, ast.Name), module.at(page)
    loops = (each for each in module.nodes() if isinstance(each, ast.For) and ast.unparse(each.target) == page.id)
    yield from (str(each.value) for loop in loops for each in ast.walk(loop.iter) if isinstance(each, ast.Constant))
