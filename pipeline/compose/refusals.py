"""What is wrong with an expression in a text, in the words of an editor."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pipeline import characters, dutch
from pipeline.characters import Strange
from pipeline.model import Place
from pipeline.names import did_you_mean

_ALLOWED = "een naam zoals cit.huisverboden.2020, of een functie zoals tabel('cit')"


class ExpressionError(Exception):
    """What is wrong, in Dutch: code, what, found, expected, advice."""

    def __init__(
        self, code: str, what: str, found: str, expected: str, advice: str, lacks: str = ""
    ) -> None:
        super().__init__(what)
        self.lacks = lacks
        self.code = code
        self.what = what
        self.found = found
        self.expected = expected
        self.advice = advice


class BrokenSource(Exception):
    """The expression uses a table that could not be read; that was reported already."""


def unreadable(source: str) -> ExpressionError:
    """Return the refusal of what is no expression at all."""
    return ExpressionError(
        "X02",
        "Deze invoeging is niet te lezen",
        f"{{{{ {characters.excerpt(source)} }}}}".replace("  ", " "),
        _ALLOWED,
        "Kijk naar haakjes, komma's en aanhalingstekens.",
    )


def strange_character(strange: Strange) -> ExpressionError:
    """Return the refusal of words in which an escape puts a character that nobody sees."""
    problem = strange.problem(Place(""))
    return ExpressionError(
        problem.code, problem.what, problem.found, problem.expected, problem.advice
    )


def not_allowed(source: str) -> ExpressionError:
    """Return the refusal of whatever is more than a name or a function of ours."""
    return ExpressionError(
        "X03",
        "Dit kan niet in een tekst",
        source,
        _ALLOWED,
        "Gebruik alleen namen van cijfers en de functies uit docs/teksten.md.",
    )


def not_computable(why: str) -> ExpressionError:
    """Return the refusal of a sum of amounts and percentages, a division by nothing, and so on."""
    return ExpressionError(
        "X03",
        "Dit is niet uit te rekenen",
        why,
        "cijfers die bij elkaar passen",
        "Kies andere cijfers, of schrijf de zin anders.",
    )


def unknown_name(path: str, cells: Iterable[str], tables: Iterable[str]) -> ExpressionError:
    """Return the refusal of a name that is no figure of the year."""
    advice = did_you_mean(path, cells, "Kijk in cijfers.yaml en in de map tabellen.")
    if path in tables:
        advice = f"Schrijf {path}.rij.kolom, of tabel('{path}') voor de hele tabel."
    return ExpressionError(
        "X01", "Deze naam kennen we niet", path, "een cijfer van dit jaar", advice, path
    )


def unknown_word(what: str, found: str, name: str, known: tuple[str, ...]) -> ExpressionError:
    """Return the refusal of a function or filter that does not exist."""
    advice = did_you_mean(name, known, "Kies een van de genoemde namen.")
    return ExpressionError("X03", what, found, ", ".join(known), advice)


def only_last(name: str, source: str) -> ExpressionError:
    """Return the refusal of `| woord | positief`."""
    return ExpressionError(
        "X03",
        f"| {name} kan alleen als laatste",
        source,
        f"{{{{ … | {name} }}}}",
        "Zet deze bewerking achteraan.",
    )


def rounded_part(function: str, source: str) -> ExpressionError:
    """Return the refusal of `verschil(a | afgerond(100), b)`: what is derived is exact."""
    return ExpressionError(
        "X03",
        "Reken met de cijfers zelf, niet met wat ervan getoond wordt",
        source,
        f"{{{{ {function}(…) | afgerond(…) }}}}: eerst rekenen, dan pas afronden",
        f"Zet de bewerking achter {function}(…) in plaats van erin.",
    )


def wrong_number(source: str, most: int) -> ExpressionError:
    """Return the refusal of `| miljoen(999)`."""
    return ExpressionError(
        "X03",
        "Dit getal kan hier niet",
        source,
        f"een heel getal van 0 tot en met {dutch.number(Decimal(most))}",
        "Verbeter het getal tussen de haakjes.",
    )


def wrong_figures(name: str, source: str) -> ExpressionError:
    """Return the refusal of `groei(a)`."""
    return ExpressionError(
        "X03",
        "som() telt cijfers op" if name == "som" else f"{name}() heeft twee cijfers nodig",
        source,
        f"{name}(a, b), met namen van cijfers",
        "Noem de cijfers voluit, met een komma ertussen.",
    )


def wants_name(source: str, example: str) -> ExpressionError:
    """Return the refusal of `tabel(cit)`, which lacks its quotes."""
    return ExpressionError(
        "X02",
        "Hier hoort één naam tussen aanhalingstekens",
        source,
        f"bijvoorbeeld {example}",
        "Zet één naam tussen de haakjes, met aanhalingstekens eromheen.",
    )


def wants_reason(source: str) -> ExpressionError:
    """Return the refusal of `vrij('24/7')`, which lacks a reason; one word is none."""
    return ExpressionError(
        "X02",
        "vrij() heeft de woorden en een reden van minstens twee woorden nodig",
        source,
        "bijvoorbeeld vrij('24/7', 'vaste uitdrukking')",
        "Zet tussen de haakjes de woorden en waarom ze vrij zijn, elk tussen aanhalingstekens.",
    )
