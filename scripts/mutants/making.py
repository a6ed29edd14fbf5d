"""Make the mutants of a module: copies in which one thing is done otherwise.

The operators are those of cosmic-ray, and two of our own: one leaves a call out, one
catches another error (cosmic-ray 8.7 breaks at `except module.Error`). Left away is
what no test can tell from the module: other annotations, imports for types alone, and
`is` for `==`, which differ by chance.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

LEFT_AWAY = {
    # They want to be told names to put in.
    "VariableReplacer",
    "VariableInserter",
    "ExceptionReplacer",
    "ReplaceComparisonOperator_Eq_Is",
    "ReplaceComparisonOperator_Is_Eq",
    "ReplaceComparisonOperator_NotEq_IsNot",
    "ReplaceComparisonOperator_IsNot_NotEq",
}


@dataclass(frozen=True)
class Mutant:
    """`line` is what stands in the module, `becomes` what stands there instead."""

    path: str
    operator: str
    number: int
    line: str
    becomes: str
    source: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.path, self.operator, self.line, self.becomes)

    def __str__(self) -> str:
        place = f"{self.path}:{self.number} {self.operator}"
        return f"{place}\n    - {self.line}\n    + {self.becomes}"


class LeaveCallOut:
    """A statement that is nothing but a call becomes `pass`."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if self._is_call(node):
            yield (node.start_pos, node.end_pos)

    def mutate(self, node: Any, _index: int) -> Any:
        return _parsed(f"{node.get_first_leaf().prefix}pass")

    def _is_call(self, node: Any) -> bool:
        return (
            node.type == "atom_expr"
            and node.parent is not None
            and node.parent.type == "simple_stmt"
            and node.children[-1].type == "trailer"
            and node.children[-1].children[0].value == "("
        )


class CatchOther:
    """An error that is caught becomes one that nobody raises."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type == "except_clause":
            for error in self._errors(node):
                yield (error.start_pos, error.end_pos)

    def mutate(self, node: Any, index: int) -> Any:
        error = self._errors(node)[index]
        prefix = error.get_first_leaf().prefix
        siblings = error.parent.children
        siblings[siblings.index(error)] = _parsed(f"{prefix}StopAsyncIteration")
        return node

    def _errors(self, node: Any) -> list[Any]:
        caught = node.children[1]
        if caught.type != "atom":
            return [caught]
        inside = caught.children[1]
        return (
            list(inside.children[::2]) if inside.type == "testlist_comp" else [inside]
        )


def operators() -> dict[str, Any]:
    cosmic = {name.partition("/")[2]: get_operator(name) for name in operator_names()}
    known = {
        name: operator() for name, operator in cosmic.items() if name not in LEFT_AWAY
    }
    return known | {"LeaveCallOut": LeaveCallOut(), "CatchOther": CatchOther()}


def mutants(path: str) -> Iterator[Mutant]:
    """Yield each mutant of a module that is another program, once."""
    source = Path(path).read_text(encoding="utf-8")
    lines = source.splitlines()
    seen = {"", _meaning(source)}
    nodes = list(ast_nodes(get_ast(source)))
    for name, operator in operators().items():
        places = [p for node in nodes for p in operator.mutation_positions(node)]
        for occurrence, ((number, _column), _end) in enumerate(places):
            made = MutationVisitor.mutate_code(source, operator, occurrence)
            meaning = _meaning(made)
            if meaning in seen:
                continue
            seen.add(meaning)
            line = lines[number - 1].strip()
            becomes = _line_at(made, lines, number)
            yield Mutant(path, name, number, line, becomes, made)


def _line_at(made: str, lines: list[str], number: int) -> str:
    """Return the line that is there instead; nothing where it went as a whole."""
    others = made.splitlines()
    return others[number - 1].strip() if len(others) >= len(lines) else ""


def _parsed(code: str) -> Any:
    return parso.parse(code)  # type: ignore[no-untyped-call]


class _Plain(ast.NodeTransformer):
    """Take out what is not run."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        """Leave `*` and `/` out: cosmic-ray takes a bare one for an operator."""
        node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
        node.defaults += [each for each in node.kw_defaults if each is not None]
        node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return None
        return self.generic_visit(node)


def _meaning(source: str | None) -> str:
    """Return the program without places and annotations; nothing where it is none."""
    try:
        tree = ast.parse(source or "")
        compile(tree, "mutant", "exec")
    except SyntaxError:
        return ""
    return ast.dump(_Plain().visit(tree))
