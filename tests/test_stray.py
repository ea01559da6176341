"""N01: a number that somebody typed is found, with the figure that was meant; others are left."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import arguments, dutch
from pipeline.commands.prepare import prepare
from pipeline.numerals import Numeral, find, typed
from pipeline.proofread import (
    abbreviations,
    listed_names,
    personal_data,
    pointing_words,
    stray,
    typed_references,
)
from pipeline.proofread.facts import Facts
from pipeline.proofread.material import Material
from pipeline.proofread.nearest_figure import nearest_figures

HERE = Path(__file__).parent
P1 = "2022/teksten/publieksversie/01-in-het-kort.md"
OWN = (stray, typed_references, pointing_words, abbreviations, listed_names, personal_data)
NAMES = ("OTS korter dan 1 jaar",)


def strays(text: str, names: tuple[str, ...] = ()) -> list[Numeral]:
    """Return the typed numerals of a string that no kind exempts."""
    return [numeral for numeral in typed(text, names) if not numeral.kind]


def labelled(name: str) -> list[tuple[str, str]]:
    """Return (label, text) of every line of a labelled set."""
    text = (HERE / "labelled" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(label, snippet) for label, _, snippet in (line.partition(" | ") for line in lines)]


def score(found: list[set[str]], wanted: list[set[str]]) -> tuple[float, float]:
    """Return precision and recall over all snippets."""
    right = sum(len(f & w) for f, w in zip(found, wanted, strict=True))
    return right / sum(map(len, found)), right / sum(map(len, wanted))


def problems(project, sentence: str, code: str = "N01") -> list:
    """Return the problems of one code for a sentence in the text for the public."""
    project.write(P1, f"# In het kort\n\n{sentence}\n")
    return [p for p in project.prepare().problems if p.code == code]


def remarks(project, sentence: str, code: str = "N01") -> list:
    """Return the remarks of one code about a sentence."""
    project.write(P1, f"# In het kort\n\n{sentence}\n")
    found = project.prepare().remarks
    return [r for r in found if r.code == code and r.place.file.endswith(P1)]


# --- how good ------------------------------------------------------------------------------------


def test_the_labelled_set_is_judged_well(capsys):
    """Precision and recall on sentences that were labelled before they were read; printed."""
    snippets = labelled("getypte-getallen.txt")
    assert len(snippets) >= 60
    wanted = [set() if label == "-" else set(label.split(";")) for label, _ in snippets]
    found = [{n.text for n in strays(text, NAMES)} for _, text in snippets]
    precision, recall = score(found, wanted)
    wrong = [(t, f, w) for (_, t), f, w in zip(snippets, found, wanted, strict=True) if f != w]
    with capsys.disabled():
        print(
            f"\ngetypte getallen: {len(snippets)} zinnen, precisie {precision:.3f}, "
            f"opbrengst {recall:.3f}, fout beoordeeld: {wrong or 'geen'}"
        )
    assert precision >= 0.95
    assert recall >= 0.97


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_shipped_texts_have_no_number_that_was_typed(year):
    """Nor any other problem with words; what is exempt is listed with its kind."""
    root = HERE.parent
    prepared = prepare(root, arguments.parse(["check", "--year", str(year)], root), year)
    assert not [p for p in prepared.problems if p.code[0] in "NLA"]
    kinds = {r.statement for r in prepared.remarks if r.code == "N01"}
    assert {"een jaartal", "een datum of een deel van een jaar"} <= kinds
    assert all(r.reason for r in prepared.remarks if r.verdict == "vrijgesteld")


def test_these_checks_take_little_time(capsys):
    """N01, L01-L04 and A01-A05 on the texts of 2020: a small part of the half second of `check`."""
    root = HERE.parent
    prepared = prepare(root, arguments.parse(["check", "--year", "2020"], root), 2020)
    years = prepared.protected.of
    materials = [
        Material.of(year := years[document.publication.id], document, Facts.of(year))
        for document in prepared.documents
    ]
    started = time.process_time()
    for material in materials:
        for module in OWN:
            list(module.check(material))
    taken = time.process_time() - started
    with capsys.disabled():
        print(f"\nN01, L01-L04 en A01-A05, 2020: {1000 * taken:.0f} ms")
    assert taken < 0.25


# --- typed or bound ------------------------------------------------------------------------------


@given(st.integers(2, 99_999), st.sampled_from(["{} gezinnen kregen hulp.", "Het waren er {}."]))
def test_every_typed_number_is_stray(n, sentence):
    """In digits as we write them, and as a word where there is one."""
    for text in filter(None, [dutch.number(Decimal(n)), dutch.word(Decimal(n))]):
        assert [numeral.text for numeral in strays(sentence.format(text))] == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij hielpen {{ cijfers.gezinnen_2022 }} gezinnen.",
        "Met {{ cijfers.vrijwilligers_2022 | woord }} vrijwilligers.",
        "Het kostte {{ cijfers.kosten_2022 | miljoen | kaal }} miljoen euro.",
        "Het kostte {{ cijfers.kosten_2022 | kaal }} duizend euro.",
        "Het verzuim was {{ verzuim.totaal.2022 | kaal }} procent.",
        "Zie {{ verwijs('kop:in-het-kort') }} over {{ jaar }}.",
        "In 2022 {{ cijfers.gezinnen_2022 }} gezinnen.",
    ],
)
def test_a_bound_number_is_left_alone(mini, sentence):
    """Also with its unit typed behind it, and next to a year."""
    assert not problems(mini, sentence)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Het waren er 1{{ cijfers.gezinnen_2022 }}.", ["1"]),
        ("Van {{ cijfers.gezinnen_2022 }} naar 1.300 gezinnen.", ["1.300"]),
        ("De 3 {{ cijfers.vrijwilligers_2022 }} kwamen.", ["3"]),
        ("Het kostte twee miljoen, dus {{ cijfers.kosten_2022 }}.", ["twee miljoen"]),
    ],
)
def test_a_number_typed_against_a_bound_one_is_stray(mini, sentence, found):
    """A digit before an insertion would make another number of it."""
    assert [p.found for p in problems(mini, sentence)] == found


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("# Drie dingen\n", 1, "Drie"),
        ("# Kort\n\n- **12** gezinnen\n", 3, "12"),
        ("# Kort\n\n::: tegels\n- **12** gezinnen\n:::\n", 4, "12"),
        ("# Kort\n\n| a | b |\n|---|---|\n| x | 12 |\n", 5, "12"),
        ("# Kort\n\neen\ntwee\n", 4, "twee"),
        ("# Kort\n\nTekst.[^1]\n\n[^1]: Het waren er 12.\n", 5, "12"),
        ("# Kort\n\n![Acht boten](roeiboot.png)\n", 3, "Acht"),
        ("# Kort\n\n::: kader Onze vijf teams\nTekst.\n:::\n", 3, "vijf"),
    ],
)
def test_it_is_found_wherever_it_stands(mini, text, line, found):
    """Headings, lists, tiles, cells, footnotes, descriptions of pictures, boxes; on its line."""
    mini.write(P1, text)
    found_here = [p for p in mini.prepare().problems if p.code == "N01"]
    assert [(p.place.line, p.found) for p in found_here] == [(line, found)]


def test_words_that_an_editor_exempts_are_listed_with_the_reason(mini):
    """`vrij(…)` is no problem and no silence."""
    (remark,) = remarks(mini, "Er is {{ vrij('24-uurs', 'vaste uitdrukking') }} opvang.")
    assert (remark.verdict, remark.reason, remark.words) == (
        "vrijgesteld",
        "vaste uitdrukking",
        "24",
    )


def test_a_named_kind_is_listed_too(mini):
    """The report says why a number counts nothing."""
    (remark,) = remarks(mini, "Sinds 31 december 2021 is het zo.")
    assert (remark.verdict, remark.statement) == ("klopt", "een datum of een deel van een jaar")


def test_a_name_of_a_code_list_may_hold_a_number(mini):
    """`OTS korter dan 1 jaar` is a name, `1 jaar` is a number."""
    mini.change("codelijsten.yaml", "zuid: {label: Zuid}", "zuid: {label: Zuid 2}")
    assert not problems(mini, "Wij werken in Zuid 2.")
    assert [p.found for p in problems(mini, "Wij werken in 2 wijken.")] == ["2"]


# --- what was meant ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "advice"),
    [
        ("Wij hielpen 1.145 gezinnen.", "Bedoelt u {{ cijfers.gezinnen_2022 }} (1.145)"),
        ("Het verzuim was 4,9%.", "Bedoelt u {{ verzuim.totaal.2022 }} (4,9%)?"),
        ("Het kostte € 2,35 miljoen.", "Bedoelt u {{ cijfers.kosten_2022 }} (€ 2.350.000)?"),
        (
            "Er waren veertien vrijwilligers.",
            "Bedoelt u {{ cijfers.vrijwilligers_2022 | woord }} (veertien)?",
        ),
        (
            "In Noord waren het er 1.151 in totaal.",
            "Bedoelt u {{ gezinnen.noord.totaal.stand_2022 }} (1.115) of",
        ),
        ("Er waren 87.654 appels.", "Noem het cijfer bij zijn naam"),
        ("Er waren drie appels.", "Noem het cijfer bij zijn naam"),
    ],
)
def test_the_nearest_figure_is_named(mini, sentence, advice):
    """The same value first, then the fewest other digits; nothing when nothing is near."""
    (problem,) = problems(mini, sentence)
    assert problem.advice.replace("\u00a0", " ").startswith(advice)


def test_a_typed_mistake_of_the_source_names_both_figures():
    """1.304 stands in the data as the source's own slip; the figure of the table is named too."""
    options = arguments.parse(["check", "--year", "2020"], HERE.parent)
    cells = prepare(HERE.parent, options, 2020).data.cells.values()
    sentence = "Er waren 1.304 crisisinterventies in 2020."
    (numeral, *_) = [n for n in find(sentence) if not n.kind]
    assert [cell.id for cell in nearest_figures(numeral, sentence, cells)] == [
        "cijfers.crisisinterventies_tekst",
        "cit.crisisinterventies.2020",
    ]
