"""The faults: what a tired programmer might leave out, turn round, or be one off with.

All of a module's faults are compiled into it at once, each behind a question that costs next to nothing: is
`__mutant__` my number? So a process that has loaded the site can be forked for each, and decorated functions, lambdas
and queries have theirs like any other code.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

#: Holds the number of the fault that is in the code now: a name among Python's builtins.
SWITCH = "__mutant__"

_OTHERS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
#: Methods whose call can be left out: what is left is of the same kind.
_LEFT_OUT = {
    *("answerable", "casefold", "closing", "distinct", "exclude", "filed_under", "filter", "here", "lower", "order_by"),
    *("public", "select_for_update", "shown", "strip", "under", "waiting"),
}
_SWAPPED = {"max": "min", "min": "max", "any": "all", "all": "any"}
#: Calls in which nothing is changed: types, and words for people.
_KEPT = {"cast", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "TypeAliasType", "TypeVar"}


class Fault(NamedTuple):
    """One fault: where, and what stands there instead of what. An early one is in code that runs when it is loaded."""

    number: int
    line: int
    place: str
    before: str
    after: str
    is_early: bool
    #: The same as long as the code around it is: place, words, and which of several that are the same.
    name: str


def with_faults(source: str, path: str) -> tuple[ast.Module, list[Fault]]:
    """The module with all its faults in it, and what they are."""
    tree = ast.parse(source, path)
    maker = _Maker()
    return ast.fix_missing_locations(maker.visit(tree)), maker.faults


class _Maker(ast.NodeTransformer):
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._places: list[str] = []
        self._met: Counter[str] = Counter()
        self._is_late = False

    # What is left as it is.

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        return node

    def visit_MatchValue(self, node: ast.MatchValue) -> ast.AST:
        return node

    # Where we are.

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self._places.append(node.name)
        node.body = self._statements(node.body)
        self._places.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        was_late, self._is_late = self._is_late, False
        node.decorator_list = [self._decorator(decorator) for decorator in node.decorator_list]
        self._places.append(node.name)
        self._is_late = True
        node.body = self._statements(node.body)
        self._is_late = was_late
        self._places.pop()
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        was_late, self._is_late = self._is_late, True
        node.body = self.visit(node.body)
        self._is_late = was_late
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        node.body = self._statements(node.body)
        return node

    def visit_If(self, node: ast.If) -> Any:
        if ast.unparse(node.test) == "TYPE_CHECKING":
            return node
        plain = deepcopy(node.test)
        node.test = self.visit(node.test)
        for answer in (True, False):
            node.test = self._switched(plain, ast.Constant(answer), node.test, f"if {ast.unparse(plain)}")
        node.body, node.orelse = self._statements(node.body), self._statements(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> Any:
        plain = deepcopy(node.iter)
        nothing = ast.Tuple([], ast.Load())
        node.iter = self._switched(plain, nothing, self.visit(node.iter), f"for … in {ast.unparse(plain)}")
        node.body, node.orelse = self._statements(node.body), self._statements(node.orelse)
        return node

    def visit_Try(self, node: ast.Try) -> Any:
        node.body, node.orelse = self._statements(node.body), self._statements(node.orelse)
        node.finalbody = self._statements(node.finalbody)
        for handler in node.handlers:
            handler.body = self._statements(handler.body)
        return node

    def visit_With(self, node: ast.With) -> Any:
        for item in node.items:
            if "atomic" in ast.unparse(item.context_expr):
                plain = deepcopy(item.context_expr)
                nothing = ast.parse("__import__('contextlib').nullcontext()", mode="eval").body
                item.context_expr = self._switched(plain, nothing, item.context_expr)
            else:
                item.context_expr = self.visit(item.context_expr)
        node.body = self._statements(node.body)
        return node

    def _decorator(self, node: ast.expr) -> ast.expr:
        if "atomic" not in ast.unparse(node):
            return node
        nothing = ast.parse("lambda made: made", mode="eval").body
        return self._switched(deepcopy(node), nothing, node, f"@{ast.unparse(node)}")

    def _statements(self, nodes: list[ast.stmt]) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for node in nodes:
            is_left_out = _can_be_left_out(node)
            words = ast.unparse(node)
            changed = self.visit(node)
            if is_left_out:
                number = self._fault(node, words, "pass")
                changed = ast.If(_question(number, ast.NotEq()), [changed], [])
            made.append(ast.copy_location(changed, node))
        return made

    # What is changed.

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if not isinstance(node, ast.expr):
            return super().generic_visit(node)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _KEPT:
            return node
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("logger."):
            return node
        plain = deepcopy(node)
        changed: ast.expr = super().generic_visit(node)  # type: ignore[assignment]
        if isinstance(getattr(plain, "ctx", None), (ast.Store, ast.Del)):
            return changed
        for alternative in _alternatives(plain):
            changed = self._switched(plain, alternative, changed)
        return changed

    def _switched(self, plain: ast.expr, alternative: ast.expr, otherwise: ast.expr, words: str = "") -> ast.expr:
        number = self._fault(plain, words or ast.unparse(plain), ast.unparse(alternative))
        return ast.copy_location(ast.IfExp(_question(number, ast.Eq()), alternative, otherwise), plain)

    def _fault(self, node: Any, before: str, after: str) -> int:
        number = len(self.faults) + 1
        place = ".".join(self._places) or "module"
        words = f"{place}: {before} → {after}"
        self._met[words] += 1
        name = f"{words} ({self._met[words]})" if self._met[words] > 1 else words
        self.faults.append(Fault(number, node.lineno, place, before, after, not self._is_late, name))
        return number


def _question(number: int, operator: ast.cmpop) -> ast.expr:
    return ast.Compare(ast.Name(SWITCH, ast.Load()), [operator], [ast.Constant(number)])


def _can_be_left_out(node: ast.stmt) -> bool:
    """A call for its effect, an attribute that is set, something that is raised, added or deleted."""
    if isinstance(node, ast.Expr):
        called = node.value
        return isinstance(called, ast.Call) and not ast.unparse(called.func).startswith(("logger.", "super().__init__"))
    if isinstance(node, ast.Assign):
        return all(isinstance(target, (ast.Attribute, ast.Subscript)) for target in node.targets)
    return isinstance(node, (ast.Raise, ast.AugAssign, ast.Delete))


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    """What might stand in place of an expression."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                operators = [*node.ops[:place], _OTHERS[type(operator)](), *node.ops[place + 1 :]]
                yield ast.Compare(node.left, operators, node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            for rest in _with_one_less(node.values):
                yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd()):
            yield ast.BinOp(node.left, ast.BitAnd() if isinstance(node.op, ast.BitOr) else ast.BitOr(), node.right)
            yield from (node.left, node.right)
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            yield ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)
            yield node.left
        case ast.BinOp(op=ast.Mult() | ast.FloorDiv() | ast.Div()):
            yield node.left
        case ast.UnaryOp():
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(node.value + 1)  # type: ignore[operator]
            yield ast.Constant(node.value - 1)  # type: ignore[operator]
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.Call():
            yield from _calls(node)
        case ast.List(elts=[_, _, *_]) | ast.Set(elts=[_, _, *_]):
            for rest in _with_one_less(node.elts):
                yield type(node)(rest, ast.Load()) if isinstance(node, ast.List) else ast.Set(rest)
        case ast.Tuple(elts=[_, _, *_]) if all(isinstance(one, (ast.Constant, ast.Attribute)) for one in node.elts):
            for rest in _with_one_less(node.elts):
                yield ast.Tuple(rest, ast.Load())
        case ast.Dict(keys=[_, _, *_]):
            for keys, values in zip(_with_one_less(node.keys), _with_one_less(node.values), strict=True):
                yield ast.Dict(keys, values)
        case ast.Subscript(slice=ast.Slice()):
            yield node.value
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            yield from _comprehensions(node)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    if isinstance(node.func, ast.Attribute) and node.func.attr in _LEFT_OUT:
        yield node.func.value
        if node.func.attr in {"filter", "exclude"} and len(node.args) + len(node.keywords) > 1:
            for rest in _with_one_less(node.args):
                yield ast.Call(node.func, rest, node.keywords)
    if isinstance(node.func, ast.Name) and node.func.id in _SWAPPED:
        yield ast.Call(ast.Name(_SWAPPED[node.func.id], ast.Load()), node.args, node.keywords)
    for keyword, rest in zip(node.keywords, _with_one_less(node.keywords), strict=True):
        if keyword.arg is not None and (rest or node.args or not isinstance(node.func, ast.Attribute)):
            yield ast.Call(node.func, node.args, rest)


def _comprehensions(node: Any) -> Iterator[ast.expr]:
    for place, generator in enumerate(node.generators):
        for conditions in _with_one_less(generator.ifs):
            other = deepcopy(node)
            other.generators[place].ifs = conditions
            yield other


def _with_one_less(values: list[Any]) -> Iterator[list[Any]]:
    for place in range(len(values)):
        yield [*values[:place], *values[place + 1 :]]
