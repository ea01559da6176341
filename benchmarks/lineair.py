"""How the time of each reader of words grows: `.venv/bin/python benchmarks/lineair.py [reader]`.

Feeds every reader texts of 25,000 and of 100,000 characters that are made to be hard, and prints
the seconds of both and their ratio: 4 is linear. Nothing is asserted; tests/test_linear.py does,
on the same texts and readers.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import characters, dutch, dutch_stems, strict_yaml, words  # noqa: E402
from pipeline.compose import boxes, insertions, plain  # noqa: E402
from pipeline.compose.markdown import problems_in, reader  # noqa: E402
from pipeline.compose.parsed import parsed  # noqa: E402
from pipeline.compose.passages import passages  # noqa: E402
from pipeline.compose.refusals import ExpressionError  # noqa: E402
from pipeline.compose.unmeant import unmeant  # noqa: E402
from pipeline.formula import compare  # noqa: E402
from pipeline.language.readability import measured  # noqa: E402
from pipeline.load.csv_rows import read_rows  # noqa: E402
from pipeline.model import Document, Figures, Organisation, Passage, Place, Publication  # noqa: E402
from pipeline.numerals import find, typed  # noqa: E402
from pipeline.proofread.claim_words import claims, expects  # noqa: E402
from pipeline.proofread.material import sentences  # noqa: E402
from pipeline.proofread.personal_patterns import personal  # noqa: E402
from pipeline.quantities import FormulaError  # noqa: E402
from pipeline.render.typography import typeset_page  # noqa: E402

SMALL, LARGE = 25_000, 100_000
PLACE = Place("tekst.md", 1)
PIECES = {
    "een woord": "a",
    "een hoofdletter": "A",
    "een cijfer": "1",
    "1.1.1": "1.",
    "1,1,1": "1,",
    "1-1-1": "1-",
    "jaren": "2021 ",
    "datums": "31 december ",
    "telwoord": "eenentwintig",
    "telwoorden": "eenentwintig ",
    "duizenden": "duizend",
    "honderd duizend": "tweeduizend vijfhonderd ",
    "haakjes": "(",
    "paren van haakjes": "()",
    "vierkante haakjes": "[",
    "links": "[a](",
    "plaatjes": "![",
    "voetnoten": "[^1]",
    "accolades": "{{",
    "een open en dicht": "{{ a }} ",
    "opmerkingen": "{>> ",
    "opmerkingen open en dicht": "{>> a <<} ",
    "sterretjes": "*",
    "sterretjes en letters": "*a **b ",
    "streepjes": "_a ",
    "accenten": "`a``",
    "aanhalingstekens": '"',
    "enkele aanhalingstekens": "'a ",
    "gekrulde aanhalingstekens": "“a ",
    "komma's": ", ",
    "punten": ". ",
    "puntjes": "...",
    "streepje": "-",
    "streepje met spaties": " - ",
    "groter dan": ">",
    "kleiner dan": "<",
    "html": "<a ",
    "en-teken": "&",
    "entiteiten": "&amp;",
    "spaties": "a" + " " * 40,
    "tabs": "a\t",
    "strepen": "|",
    "rijen": "| a ",
    "regels": "a\n",
    "alinea's": "a\n\n",
    "punten van een lijst": "- a\n",
    "lijst in lijst": "- ",
    "koppen": "## a\n\n",
    "hekjes": "#",
    "dubbele punten": ":::",
    "vakken": "::: kader\n",
    "schuine streep": "\\",
    "zinnen": "Het aantal gezinnen steeg. ",
    "een lange zin": "het aantal gezinnen steeg en ",
    "bewering zonder einde": "meer dan in ",
    "samen": "waarvan samen respectievelijk ",
    "afkortingen": "GI (gecertificeerde instelling) ",
    "namen": "Jan Jansen ",
    "adressen": "a@b.",
    "telefoon": "06-",
    "verwijzingen": "zie tabel 1 en ",
    "geld": "€ 1.000 ",
    "procenten": "5% ",
    "letters van elders": "а",
    "losse accenten": "e\u0301",
    "breuken": "½",
    "apostrof": "'s ",
    "www": "www.",
    "https": "https://a.",
}
"""Name -> what is repeated until a text is long enough."""


def text_of(piece: str, length: int) -> str:
    """Return a text of a length that is one piece over and over."""
    return (piece * (length // len(piece) + 1))[:length]


def _composed(text: str) -> None:
    figures = Figures(2022, Organisation("W", "W", "", ""), {}, {}, (), {})
    text = characters.plain_margins(text)
    source = insertions.insert_into(text, PLACE, figures, insertions.Collected(), [])
    tokens = reader().parse(source, {})
    for found in (
        problems_in(tokens, PLACE),
        unmeant(tokens, source, PLACE),
        passages(tokens, source, PLACE, {}),
        boxes.box_problems(source, PLACE),
    ):
        list(found)


def _sentences(text: str) -> None:
    about = ("p", "P", False, False, "", "", "", "concept", "", ROOT)
    document = Document(Publication(*about), 2022, Organisation("W", "W", "", ""), (), ())
    list(sentences(Passage(text, "alinea", "", PLACE), document))


def _expression(text: str) -> None:
    plain.read(text)
    with suppress(ExpressionError):
        parsed(text)


def _formula(text: str) -> None:
    with suppress(FormulaError):
        compare(text, lambda path: [])


def _readable(text: str) -> None:
    measured([text], lambda word: 3.0)
    words.counted(text)


READERS: dict[str, Callable[[str], object]] = {
    "tekens": characters.clean,
    "tekst": _composed,
    "zinnen": _sentences,
    "getallen": find,
    "getypt": typed,
    "beweringen": claims,
    "verwachtingen": expects,
    "personen": personal,
    "stammen": dutch_stems.content,
    "leesbaarheid": _readable,
    "typografie": typeset_page,
    "uitdrukking": _expression,
    "formule": _formula,
    "getal": dutch.parse,
    "yaml": lambda text: strict_yaml.read(text, "x.yaml"),
    "yaml, een waarde": lambda text: strict_yaml.read(f"a: '{text.replace(chr(39), '')}'", "x"),
    "yaml, een lijst": lambda text: strict_yaml.read(f"a: [{text}]", "x"),
    "csv": lambda text: read_rows(text, "x.csv", ("a", "b"), []),
}
"""Name -> what reads a text that somebody typed."""


def seconds(read: Callable[[str], object], text: str) -> float:
    """Return the processor time that one reading takes."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


def main(chosen: Sequence[str]) -> None:
    """Print the seconds of each reader on each text, short and long, and their ratio."""
    gc.disable()  # it looks at all objects, of which a long text leaves more
    print(f"{'':<46}{SMALL:>10}{LARGE:>10}{'x':>8}")
    for name, read in READERS.items():
        for shape, piece in PIECES.items() if not chosen or name in chosen else ():
            short, long = (seconds(read, text_of(piece, size)) for size in (SMALL, LARGE))
            print(f"{name + ': ' + shape:<46}{short:10.4f}{long:10.4f}{long / short:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
