"""Read an expression that is plain: names, functions, filters, words between quotes, numbers.

    expression = (name | function "(" [argument {"," argument}] ")") {"|" filter ["(" [number] ")"]}
    argument   = expression | words | number | option "=" words

Returns None for all else, also where Jinja could read it: nothing is refused here.
"""

from __future__ import annotations

import re

from pipeline.compose.tree import Call, Const, Filter, Node, Path

_TOKEN = re.compile(
    r"\s*(?:(?P<path>[A-Za-z]\w*(?:\.(?:[A-Za-z]\w*|[1-9][0-9]*(?!\w)))*)"
    r"|(?P<words>'[^'\\]*'|\"[^\"\\]*\")|(?P<number>(?:0|[1-9][0-9]*)(?![\w.]))|(?P<mark>[|(),=]))",
    re.ASCII,
)
_SPACE = re.compile(r"\s*")
_KEYWORDS = frozenset("and else false False if in is none None not or true True".split())
_DEEPEST = 8
"""How deep functions may stand in each other before it is no longer plain."""


class _NotPlain(Exception):
    """Something that is left to Jinja."""


def read(source: str) -> Node | None:
    """Return the tree of an expression, None when it is not plain."""
    try:
        reader = _Reader(source)
        node = reader.expression(0)
    except _NotPlain:
        return None
    return node if reader.ended else None


class _Reader:
    """Reads the tokens of one expression."""

    def __init__(self, source: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        self._at = at = 0
        while match := _TOKEN.match(source, at):
            self._tokens.append((match.lastgroup or "", match[0].lstrip()))
            at = match.end()
        if _SPACE.fullmatch(source, at) is None:
            raise _NotPlain

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return self._at == len(self._tokens)

    def expression(self, depth: int) -> Node:
        """Return a name or function with the filters behind it."""
        name = self._take("path")
        if name.partition(".")[0] in _KEYWORDS or depth > _DEEPEST:
            raise _NotPlain
        node: Node = Path(name)
        if self._mark("("):
            if "." in name:
                raise _NotPlain
            node = self._call(node, depth)
        while self._mark("|"):
            node = self._filter(node)
        return node

    def _call(self, function: Node, depth: int) -> Call:
        arguments: list[Node] = []
        options: list[tuple[str, Node]] = []
        while not self._mark(")"):
            if (arguments or options) and not (self._mark(",") and self._more()):
                raise _NotPlain
            kind, text = self._token()
            if kind == "path" and self._token(1) == ("mark", "="):
                self._at += 2
                if "." in text:
                    raise _NotPlain
                options.append((text, Const(self._take("words")[1:-1])))
            elif options:
                raise _NotPlain
            else:
                arguments.append(self._argument(kind, depth))
        return Call(function, tuple(arguments), tuple(options))

    def _argument(self, kind: str, depth: int) -> Node:
        if kind == "words":
            return Const(self._take(kind)[1:-1])
        return self._number() if kind == "number" else self.expression(depth + 1)

    def _filter(self, value: Node) -> Filter:
        name = self._take("path")
        if "." in name:
            raise _NotPlain
        arguments: tuple[Node, ...] = ()
        if self._mark("(") and not self._mark(")"):
            arguments = (self._number(),)
            if not self._mark(")"):
                raise _NotPlain
        return Filter(value, name, arguments)

    def _number(self) -> Const:
        return Const(int(self._take("number")))

    def _more(self) -> bool:
        """Say whether something comes: Jinja allows a comma before the last bracket."""
        return self._token() != ("mark", ")")

    def _token(self, ahead: int = 0) -> tuple[str, str]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("", "")

    def _mark(self, mark: str) -> bool:
        """Pass a mark; say whether it stood there."""
        found = self._token() == ("mark", mark)
        self._at += found
        return found

    def _take(self, kind: str) -> str:
        found, text = self._token()
        if found != kind:
            raise _NotPlain
        self._at += 1
        return text
