"""Work out what stands between {{ and }} in a text.

`parsed` gives a tree; this module walks it and allows only names, the functions and filters below
and plain values. Nothing of Python is within reach: what is not named here is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pipeline import arithmetic, dutch
from pipeline.arithmetic import ArithmeticRefused
from pipeline.compose import refusals
from pipeline.compose.parsed import NAME, parsed
from pipeline.compose.refusals import BrokenSource
from pipeline.compose.requests import (
    ChartRequest,
    DiagramRequest,
    NotesRequest,
    Number,
    ReferenceRequest,
    Result,
    TableRequest,
    Words,
)
from pipeline.compose.tree import Call, Const, Filter, Node, Path
from pipeline.model import Cell, Exempt, Figures, Place
from pipeline.names import FORECASTS

_MOST_DECIMALS = 6
_LARGEST_UNIT = 10**9
_ARITHMETIC: dict[str, Callable[..., Cell]] = {
    "verschil": arithmetic.difference,
    "groei": arithmetic.growth,
    "aandeel": arithmetic.share,
    "som": lambda *cells: arithmetic.total(cells),
}
_FUNCTIONS = (
    *_ARITHMETIC,
    "tabel",
    "grafiek",
    "diagram",
    "afwijkingen",
    FORECASTS,
    "verwijs",
    "Verwijs",
    "vrij",
)
_FILTERS = ("woord", "positief", "kaal", "miljoen", "afgerond")


def evaluate(source: str, figures: Figures) -> Result:
    """Return what an expression (the text between the braces) stands for.

    Raises ExpressionError for what is wrong, BrokenSource when its table could not be read.
    """
    walker = _Walker(source, figures)
    if name := NAME.fullmatch(source):
        return walker.figure(name[1])
    node = parsed(source)
    try:
        return walker.result(node)
    except ArithmeticRefused as error:
        raise refusals.not_computable(str(error)) from error


class _Walker:
    """Walks one expression."""

    def __init__(self, source: str, figures: Figures) -> None:
        self._source = source.strip()
        self._figures = figures
        self._inside = ""
        """The arithmetic function whose parts are being read."""

    def figure(self, name: str) -> Number:
        """Return a figure that is named and nothing more."""
        cell = self._lookup(name)
        return Number(cell, dutch.in_text(cell), cell, self._source)

    def result(self, node: Node) -> Result:
        """Return the result of the whole expression."""
        if isinstance(node, Call):
            placed = self._placed(node)
            if placed is not None:
                return placed
        if isinstance(node, Path) and node.name in ("jaar", "vorig_jaar", "volgend_jaar"):
            step = {"jaar": 0, "vorig_jaar": -1, "volgend_jaar": 1}[node.name]
            return Words(str(self._figures.year + step))
        if isinstance(node, Filter) and node.name in ("woord", "kaal"):
            return self._in_words(node)
        cell = self._cell(node)
        return Number(cell, dutch.in_text(cell), self._fact(node), self._source)

    def _placed(self, node: Call) -> Result | None:
        """Return what a function other than arithmetic stands for."""
        name = self._function_name(node)
        if name == "tabel":
            return self._table(node)
        if name == "grafiek":
            return ChartRequest(self._words(node, "grafiek('verzuim')"))
        if name == "diagram":
            return DiagramRequest(self._words(node, "diagram('organogram')"))
        if name == "afwijkingen":
            self._no_arguments(node)
            return NotesRequest()
        if name == FORECASTS:
            self._no_arguments(node)
            return TableRequest(FORECASTS, (), (), ())
        if name in ("verwijs", "Verwijs"):
            target = self._words(node, f"{name}('tabel:cit')")
            return ReferenceRequest(target, name == "Verwijs")
        if name == "vrij":
            return self._exempt(node)
        return None

    def _exempt(self, node: Call) -> Exempt:
        if node.options or node.odd or len(node.arguments) != 2:
            raise refusals.wants_reason(self._source)
        words, reason = (self._constant(argument).strip() for argument in node.arguments)
        if not words or len(reason.split()) < 2:
            raise refusals.wants_reason(self._source)
        return Exempt(words, reason, Place(""))

    def _in_words(self, node: Filter) -> Number:
        self._whole(node, None)
        cell = self._cell(node.value)
        text = dutch.in_text(cell)
        if node.name == "kaal" and cell.value is not None:
            text = dutch.number(cell.value, cell.decimals)
        elif cell.value is not None:
            text = dutch.word(cell.value) or text
        return Number(cell, text, self._fact(node.value), self._source)

    def _fact(self, node: Node) -> Cell:
        """Return the cell behind all that only changes how it is shown."""
        while isinstance(node, Filter):
            node = node.value
        return self._cell(node)

    def _cell(self, node: Node) -> Cell:
        if isinstance(node, Path):
            return self._lookup(node.name)
        if isinstance(node, Filter):
            return self._filtered(node)
        if isinstance(node, Call) and self._function_name(node) in _ARITHMETIC:
            return self._computed(node)
        raise refusals.not_allowed(self._source)

    def _lookup(self, path: str) -> Cell:
        cell = self._figures.cells.get(path)
        if cell is not None:
            return cell
        if path.partition(".")[0] in self._figures.broken:
            raise BrokenSource
        raise refusals.unknown_name(path, self._figures.cells, self._figures.tables)

    def _filtered(self, node: Filter) -> Cell:
        if node.name not in _FILTERS:
            what = "Deze bewerking kennen we niet"
            raise refusals.unknown_word(what, f"| {node.name}", node.name, _FILTERS)
        cell = self._cell(node.value)
        if node.name == "positief":
            self._whole(node, None)
            return arithmetic.without_sign(cell)
        if node.name == "miljoen":
            return arithmetic.in_millions(cell, self._whole(node, 1))
        if node.name == "afgerond":
            if self._inside:
                raise refusals.rounded_part(self._inside, self._source)
            return arithmetic.rounded_to(cell, Decimal(self._whole(node, 0, _LARGEST_UNIT)))
        if self._inside:
            raise refusals.rounded_part(self._inside, self._source)
        raise refusals.only_last(node.name, self._source)

    def _whole(self, node: Filter, default: int | None, most: int = _MOST_DECIMALS) -> int:
        """Return the whole number between the brackets of a filter; None: it takes no number."""
        if node.odd or (node.arguments and default is None):
            raise refusals.not_allowed(self._source)
        return self._number(node.arguments[0], most) if node.arguments else default or 0

    def _number(self, node: Node, most: int) -> int:
        if isinstance(node, Const) and type(node.value) is int and node.value <= most:
            return node.value
        raise refusals.wrong_number(self._source, most)

    def _computed(self, node: Call) -> Cell:
        name = self._function_name(node)
        if node.options or node.odd or not node.arguments:
            raise refusals.not_allowed(self._source)
        cells = []
        options = []
        outer, self._inside = self._inside, name
        for argument in node.arguments:
            if isinstance(argument, Const):
                options.append(self._number(argument, _MOST_DECIMALS))
            else:
                cells.append(self._cell(argument))
        self._inside = outer
        if (name != "som" and len(cells) != 2) or len(options) > (name in ("groei", "aandeel")):
            raise refusals.wrong_figures(name, self._source)
        return _ARITHMETIC[name](*cells, *options)

    def _function_name(self, node: Call) -> str:
        if isinstance(node.function, Path) and "." not in node.function.name:
            name = node.function.name
            if name in _FUNCTIONS:
                return name
            what = "Deze functie kennen we niet"
            raise refusals.unknown_word(what, f"{name}(…)", name, _FUNCTIONS)
        raise refusals.not_allowed(self._source)

    def _table(self, node: Call) -> TableRequest:
        options = {key: self._constant(value) for key, value in node.options}
        name = self._words(node, "tabel('cit')", options_allowed=True)
        columns = tuple(options.pop("kolommen", "").split())
        rows = tuple(options.pop("rijen", "").split())
        return TableRequest(name, columns, rows, tuple(options.items()))

    def _words(self, node: Call, example: str, options_allowed: bool = False) -> str:
        if (node.options and not options_allowed) or node.odd:
            raise refusals.not_allowed(self._source)
        if len(node.arguments) != 1:
            raise refusals.wants_name(self._source, example)
        return self._constant(node.arguments[0])

    def _constant(self, node: Node) -> str:
        if isinstance(node, Const) and isinstance(node.value, str):
            return node.value
        raise refusals.wants_name(self._source, "tabel('cit')")

    def _no_arguments(self, node: Call) -> None:
        if node.arguments or node.options or node.odd:
            raise refusals.not_allowed(self._source)
