"""Work out what stands between {{ and }} in a text.

Jinja parses; this module walks the tree and allows only names, the functions and filters below and
plain values. Nothing of Python is within reach: what is not named here is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pipeline import arithmetic, dutch
from pipeline.arithmetic import ArithmeticRefused
from pipeline.names import did_you_mean
from pipeline.model import Cell, Figures


@dataclass(frozen=True, slots=True)
class Number:
    """A number to show, with its words."""

    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, such as the year."""

    text: str


@dataclass(frozen=True, slots=True)
class TableRequest:
    """tabel('maatregelen', kolommen='…', rijen='…', regio='…')."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """grafiek('verzuim')."""

    name: str


@dataclass(frozen=True, slots=True)
class NotesRequest:
    """afwijkingen()."""


@dataclass(frozen=True, slots=True)
class ReferenceRequest:
    """verwijs('tabel:maatregelen')."""

    target: str
    capital: bool


BlockRequest = TableRequest | ChartRequest | NotesRequest
Result = Number | Words | BlockRequest | ReferenceRequest


class ExpressionError(Exception):
    """What is wrong, in Dutch: code, what, found, expected, advice."""

    def __init__(self, code: str, what: str, found: str, expected: str, advice: str) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.found = found
        self.expected = expected
        self.advice = advice


class BrokenSource(Exception):
    """The expression uses a table that could not be read; that was reported already."""


_ENVIRONMENT = SandboxedEnvironment()
_ARITHMETIC: dict[str, Callable[..., Cell]] = {
    "verschil": arithmetic.difference,
    "groei": arithmetic.growth,
    "aandeel": arithmetic.share,
    "som": lambda *cells: arithmetic.total(cells),
}
_FUNCTIONS = (*_ARITHMETIC, "tabel", "grafiek", "afwijkingen", "verwijs", "Verwijs")
_FILTERS = ("woord", "positief", "kaal", "miljoen", "afgerond")
_ALLOWED = "een naam zoals cit.huisverboden.2020, of een functie zoals tabel('cit')"


def evaluate(source: str, figures: Figures) -> Result:
    """Return what an expression (the text between the braces) stands for.

    Raises ExpressionError for what is wrong, BrokenSource when its table could not be read.
    """
    try:
        template = _ENVIRONMENT.parse("{{" + source + "}}")
    except TemplateSyntaxError as error:
        raise _syntax(source) from error
    body = template.body
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        raise _syntax(source)
    try:
        return _Walker(source, figures).result(body[0].nodes[0])
    except ArithmeticRefused as error:
        raise ExpressionError(
            "X03", "Dit is niet uit te rekenen", source.strip(), str(error), ""
        ) from error


def _syntax(source: str) -> ExpressionError:
    return ExpressionError(
        "X02",
        "Deze invoeging is niet te lezen",
        "{{" + source + "}}",
        _ALLOWED,
        "Kijk naar haakjes, komma's en aanhalingstekens.",
    )


class _Walker:
    """Walks one expression."""

    def __init__(self, source: str, figures: Figures) -> None:
        self._source = source.strip()
        self._figures = figures

    def result(self, node: nodes.Node) -> Result:
        """Return the result of the whole expression."""
        if isinstance(node, nodes.Call):
            name = self._function_name(node)
            if name == "tabel":
                return self._table(node)
            if name == "grafiek":
                return ChartRequest(self._words(node, "grafiek('verzuim')"))
            if name == "afwijkingen":
                self._no_arguments(node)
                return NotesRequest()
            if name in ("verwijs", "Verwijs"):
                target = self._words(node, f"{name}('tabel:cit')")
                return ReferenceRequest(target, name == "Verwijs")
        if isinstance(node, nodes.Name) and node.name in ("jaar", "vorig_jaar", "volgend_jaar"):
            step = {"jaar": 0, "vorig_jaar": -1, "volgend_jaar": 1}[node.name]
            return Words(str(self._figures.year + step))
        if isinstance(node, nodes.Filter) and node.name in ("woord", "kaal"):
            return self._in_words(node)
        cell = self._cell(node)
        return Number(cell, dutch.in_text(cell))

    def _in_words(self, node: nodes.Filter) -> Number:
        cell = self._cell(node.node)
        if cell.value is None:
            return Number(cell, dutch.in_text(cell))
        if node.name == "kaal":
            return Number(cell, dutch.number(cell.value, cell.decimals))
        word = dutch.word(cell.value)
        return Number(cell, word if word else dutch.in_text(cell))

    def _cell(self, node: nodes.Node | None) -> Cell:
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            return self._lookup(self._path(node))
        if isinstance(node, nodes.Filter):
            return self._filtered(node)
        if isinstance(node, nodes.Call) and self._function_name(node) in _ARITHMETIC:
            return self._computed(node)
        raise self._refused()

    def _path(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Name):
            return node.name
        if isinstance(node, nodes.Getattr):
            if node.attr.startswith("_"):
                raise self._refused()
            return f"{self._path(node.node)}.{node.attr}"
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return f"{self._path(node.node)}.{node.arg.value}"
        raise self._refused()

    def _lookup(self, path: str) -> Cell:
        cell = self._figures.cells.get(path)
        if cell is not None:
            return cell
        if path.partition(".")[0] in self._figures.broken:
            raise BrokenSource
        known = self._figures.cells
        raise ExpressionError(
            "X01",
            "Deze naam kennen we niet",
            path,
            "een cijfer van dit jaar",
            did_you_mean(path, known, "Kijk in data/<jaar>/cijfers.yaml en tabellen/."),
        )

    def _filtered(self, node: nodes.Filter) -> Cell:
        if node.name not in _FILTERS:
            raise ExpressionError(
                "X03",
                "Deze bewerking kennen we niet",
                f"| {node.name}",
                ", ".join(_FILTERS),
                did_you_mean(node.name, _FILTERS, "Kies een van de genoemde bewerkingen."),
            )
        cell = self._cell(node.node)
        if node.name == "positief":
            return arithmetic.without_sign(cell)
        if node.name == "miljoen":
            return arithmetic.in_millions(cell, self._whole(node.args, 1))
        if node.name == "afgerond":
            return arithmetic.rounded_to(cell, Decimal(self._whole(node.args, 0)))
        raise ExpressionError(
            "X03",
            f"| {node.name} kan alleen als laatste",
            self._source,
            f"{{{{ … | {node.name} }}}}",
            "Zet deze bewerking achteraan.",
        )

    def _whole(self, args: list[nodes.Expr], default: int) -> int:
        if not args:
            return default
        if len(args) == 1 and isinstance(args[0], nodes.Const) and type(args[0].value) is int:
            return args[0].value
        raise self._refused()

    def _computed(self, node: nodes.Call) -> Cell:
        name = self._function_name(node)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not node.args:
            raise self._refused()
        cells = []
        options = []
        for argument in node.args:
            if isinstance(argument, nodes.Const):
                options.append(self._whole([argument], 0))
            else:
                cells.append(self._cell(argument))
        if name != "som" and len(cells) != 2 or len(options) > (name in ("groei", "aandeel")):
            raise ExpressionError(
                "X03",
                f"{name}() heeft twee cijfers nodig" if name != "som" else "som() telt cijfers op",
                self._source,
                f"{name}(a, b)",
                "",
            )
        return _ARITHMETIC[name](*cells, *options)

    def _function_name(self, node: nodes.Call) -> str:
        if isinstance(node.node, nodes.Name):
            if node.node.name in _FUNCTIONS:
                return node.node.name
            raise ExpressionError(
                "X03",
                "Deze functie kennen we niet",
                f"{node.node.name}(…)",
                ", ".join(_FUNCTIONS),
                did_you_mean(node.node.name, _FUNCTIONS, "Kies een van de genoemde functies."),
            )
        raise self._refused()

    def _table(self, node: nodes.Call) -> TableRequest:
        options = {k.key: self._constant(k.value) for k in node.kwargs}
        name = self._words(node, "tabel('cit')", options_allowed=True)
        columns = tuple(options.pop("kolommen", "").split())
        rows = tuple(options.pop("rijen", "").split())
        return TableRequest(name, columns, rows, tuple(options.items()))

    def _words(self, node: nodes.Call, example: str, options_allowed: bool = False) -> str:
        if node.kwargs and not options_allowed or node.dyn_args or node.dyn_kwargs:
            raise self._refused()
        if len(node.args) != 1:
            raise ExpressionError(
                "X02", "Hier hoort één naam tussen aanhalingstekens", self._source, example, ""
            )
        return self._constant(node.args[0])

    def _constant(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return node.value
        raise ExpressionError(
            "X02",
            "Hier hoort een naam tussen aanhalingstekens",
            self._source,
            "bijvoorbeeld tabel('cit')",
            "Zet aanhalingstekens om de naam.",
        )

    def _no_arguments(self, node: nodes.Call) -> None:
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise self._refused()

    def _refused(self) -> ExpressionError:
        return ExpressionError(
            "X03",
            "Dit kan niet in een tekst",
            self._source,
            _ALLOWED,
            "Gebruik alleen namen van cijfers en de functies uit docs/teksten.md.",
        )
