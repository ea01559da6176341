"""What looks like Markdown and is none, and what is Markdown and was not meant."""

from __future__ import annotations

import pytest

from pipeline.characters import plain_margins, settled
from pipeline.compose.lists import typed_numbers
from pipeline.compose.markdown import problems_in, reader
from pipeline.compose.unmeant import unmeant
from pipeline.model import Place, Problem

FINE = """
Een **vet** en *cursief* woord, cliënt*en, 3 * 4, snake_case, [sic], m², km² en CO₂.
***alles*** en **een *twee* drie**, *her*structureren, een–twee, `code`
Een \\* ster en \\_ streep, kosten\\*, \\# hekje
\\# hekje
- punt\\n- nog een\\n    - dieper
1. een\\n1. twee
| a | b |\\n|---|---|\\n| c \\\\| x | d |\\n\\nEen zin.
o ja, dat ook
jeugd-\\nen gezinshulp
voorzitter\\\\nvan het bestuur
– moeder van Sam
A.J. Rotering\\nB. Jansen
i.v.m. ziekte\\no.a. dit
Sinds 2021 (zie a) en b) en 1) meer
Een regel\\n2. en nog een
Eerst dit | en dat
Naam:\\tJan
\\> 5 jaar en 1\\. geen lijst
Term\\n: uitleg
tekst [^1]\\n\\n[^1]: uitleg
Zie [tekst](https://x.example) en ![alt](x.png)
##\\xa0Kop
\\xa0\\xa0Ingesprongen uit Word
-\\xa0punt
|\\xa0a\\xa0|\\xa0b\\xa0|\\n|\\xa0---\\xa0|\\xa0---\\xa0|\\n| c | d |
> Een citaat.
"""
UNMEANT = """
X13 ##Kop
X13 #Kop
X13 ####### Kop
X13 •\\ta\\n•\\tb
X13 · a
X13 ▪\\ta
X13 \\uf0b7 a
X13 o\\ta
X13 o   a
X13 o a\\no b
X13 - • a
X13 – a\\n– b
X13 – a\\n\\n– b
X13 -Onze plannen
X13 a. x\\nb. y
X13 a) x\\nb) y
X13 (1) x\\n(2) y
X13 ii. x\\niii. y
X13 1.Aanmelden
X13 Stappen:\\n3. a\\n4. b
X13 ✓ a\\n✓ b
X13 Punten: • een • twee • drie
X13 - [ ] a
X13 - [x] a
X13 ::kader Let op\\ntekst
X13 **vet
X13 vet**
X13 ** vet **
X13 *cursief
X13 _cursief
X13 kosten*
X13 `woord
X13 jeugd-\\nbescherming
X13 voorzitter\\
X13 foto`s
X13 ~~weg~~
X13 H~2~O en m^2^
X13 ==let op==
X06 [tekst] (https://x.example)
X06 ![alt] (x.png)
X06 [[wiki]]
X06 [a][b]
X10 tekst¹
X10 tekst.²
X10 tekst[1]
X14 | a | b |\\n| c | d |
X14 | a | b |\\n|---|\\n| c | d |
X14 a | b\\nc | d
X14 a\\tb\\nc\\td
X14 a\\tb\\n\\nc\\td
X14 a\\tb\\tc
X14 Wat       Wie\\nplan      team
X14 +----+----+\\n| a  | b  |
X14 | a | b |\\n|---|---|\\n| c | d | e |
X14 | a | b |\\n|---|---|\\n| c | d |\\nEen zin.
X15 Een zin\\n---
X15 Een zin\\n===
X15 > 5 jaar
X15 >> van een mail
X15 2021. Daarna ging het beter
X15 omzet*en zo*iets
"""


def found(text: str) -> list[Problem]:
    """Return what is wrong with a piece of text, below a paragraph."""
    source = plain_margins(settled(f"Een alinea.\n\n{text}"))
    tokens = reader().parse(source, {})
    place = Place("tekst.md")
    return [*unmeant(tokens, source, place), *problems_in(tokens, place)]


def written(line: str) -> str:
    """Return a line of this file as the text that it stands for."""
    for escape, character in (
        ("\\n", "\n"),
        ("\\t", "\t"),
        ("\\xa0", "\xa0"),
        ("\\uf0b7", "\uf0b7"),
    ):
        line = line.replace(escape, character)
    return line


@pytest.mark.parametrize("line", FINE.strip().split("\n"))
def test_what_was_meant_is_left_alone(line):
    """Ordinary Markdown, what only looks a little strange, and what a backslash makes plain."""
    assert found(written(line)) == []


@pytest.mark.parametrize("line", UNMEANT.strip().split("\n"))
def test_what_was_not_meant_is_found_once(line):
    """One problem with the code of its kind, on the first line that has it or its box."""
    code, _, text = line.partition(" ")
    problems = found(written(text))
    assert [problem.code for problem in problems] == [code]
    assert 3 <= problems[0].place.line <= 6


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. a\n2. b\n\ntekst\n\n3. c\n4. d", []),
        ("1. a\n1. b\n1. c", []),
        ("3. a\n4. b", [3]),
        ("478. a", [478]),
        ("1. a\n2. b\n7. c\n4. d", [7]),
        ("1. a\n\n   3. b\n2. c", [3]),
        ("0. a\n1. b", [0]),
        ("- a\n- b\n\n1. c", []),
        ("1. a\n2. b\n\ntekst\n\n2. c", [2]),
    ],
)
def test_a_number_that_markdown_does_not_make_was_typed(text, numbers):
    """A list counts from 1, or goes on where the one before it ended."""
    assert [*typed_numbers(reader().parse(text, {})).values()] == numbers
