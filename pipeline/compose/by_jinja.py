"""Read an expression with the parser of Jinja."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pipeline import characters
from pipeline.compose import refusals
from pipeline.compose.tree import Call, Const, Filter, Node, Other, Path

_ENVIRONMENT = SandboxedEnvironment()


def read(source: str) -> Node | None:
    """Return the tree of an expression, None when it is none."""
    try:
        body = _ENVIRONMENT.parse("{{" + source + "}}").body
        if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
            return None
        return _node(body[0].nodes[0])
    except (TemplateSyntaxError, RecursionError, ValueError):
        # ValueError: Jinja reads a number of thousands of digits
        return None


def _node(node: nodes.Node | None) -> Node:
    """Return our own node for one of Jinja's; Other for what no text may have."""
    if isinstance(node, nodes.Const):
        return Const(_settled(node.value))
    if isinstance(node, nodes.Name):
        return Path(node.name)
    if isinstance(node, nodes.Getattr):
        return Other() if node.attr.startswith("_") else _path(node.node, node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _path(node.node, node.arg.value)
    if isinstance(node, nodes.Call | nodes.Filter):
        arguments = tuple(_node(argument) for argument in node.args)
        odd = node.dyn_args is not None or node.dyn_kwargs is not None
        if isinstance(node, nodes.Filter):
            return Filter(_node(node.node), node.name, arguments, odd or bool(node.kwargs))
        options = tuple((option.key, _node(option.value)) for option in node.kwargs)
        return Call(_node(node.node), arguments, options, odd)
    return Other()


def _settled(value: object) -> object:
    """Return a value as it may be read; words may hold escapes of characters that nobody sees."""
    if not isinstance(value, str):
        return value
    text, strange = characters.clean(value)
    if strange:
        raise refusals.strange_character(strange[0])
    return text


def _path(owner: nodes.Node, name: object) -> Path | Other:
    """Return the path of a name in what another path leads to."""
    before = _node(owner)
    return Path(f"{before.name}.{name}") if isinstance(before, Path) else Other()
