"""N01: a number that somebody typed is found, with the figure that was meant; others are left."""

from __future__ import annotations

import time
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from conftest import each
from hypothesis import given
from hypothesis import strategies as st

from pipeline import arguments, dutch
from pipeline.commands.prepare import prepare
from pipeline.load import load
from pipeline.model import ERROR
from pipeline.numerals import Numeral, typed
from pipeline.proofread import (
    abbreviations,
    listed_names,
    personal_data,
    pointing_words,
    stray,
    typed_references,
)
from pipeline.proofread.facts import Facts
from pipeline.proofread.figure_topics import Topics
from pipeline.proofread.material import Material
from pipeline.proofread.nearest_figure import nearest_figures, slipped_figure

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
    for text in each(filter(None, [dutch.number(Decimal(n)), dutch.word(Decimal(n))])):
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
            "In Noord waren het 1.151 gezinnen in totaal.",
            "Hierover is er al een cijfer, met een ander getal: "
            "{{ gezinnen.noord.totaal.stand_2022 }} (1.115). Kijk",
        ),
        ("In Noord waren het er 1.151 in totaal.", "Schrijf de zin zonder getal"),
        ("De school telde 1.145 leerlingen.", "Schrijf de zin zonder getal"),
        ("Het verzuim was 4,9 dagen.", "Schrijf de zin zonder getal"),
        ("Er waren 87.654 appels.", "Schrijf de zin zonder getal"),
        ("Er waren drie appels.", "Schrijf de zin zonder getal"),
    ],
)
def test_the_nearest_figure_is_named(mini, sentence, advice):
    """Value, unit and topic have to agree; nothing is named when one of them does not."""
    (problem,) = problems(mini, sentence)
    assert problem.advice.replace("\u00a0", " ").startswith(advice)


@cache
def topics_of(year: int) -> Topics:
    """Return what the figures of a shipped year are about."""
    return Topics.of_year(load(HERE.parent / "data", year, HERE.parent / "templates")[0])


def figures_for(sentence: str, year: int = 2020) -> list[str]:
    """Return the ids of the figures that are named for the first typed number of a sentence."""
    numeral = next(n for n in typed(sentence) if not n.kind)
    return [cell.id for cell in nearest_figures(numeral, sentence, topics_of(year))]


def test_the_figures_that_are_named_are_the_ones_that_were_meant(capsys):
    """On foreign prose with the digits of our figures none at all; on our own topics nearly all."""
    snippets = labelled("cijfer-bij-getal.txt")
    wanted = [set() if label == "-" else set(label.split(";")) for label, _ in snippets]
    assert sum(not w for w in wanted) >= 40
    assert sum(bool(w) for w in wanted) >= 20
    found = [figures_for(sentence) for _, sentence in snippets]
    named = [(f, w) for f, w in zip(found, wanted, strict=True) if f]
    precision = sum(bool(set(f) & w) for f, w in named) / len(named)
    recall = sum(bool(set(f) & w) for f, w in named) / sum(map(bool, wanted))
    with capsys.disabled():
        print(
            f"\nvoorgestelde cijfers: {len(snippets)} zinnen, precisie {precision:.3f}, "
            f"opbrengst {recall:.3f}"
        )
    assert precision >= 0.98
    assert recall >= 0.9


def test_a_slip_is_seen_beside_the_figure_and_no_other_year():
    """Another number for the same thing is said to be another number; a comparison is no slip."""
    for sentence, expected in [
        ("In 2020 waren er 1.243 crisisinterventies.", "cit.crisisinterventies.2020"),
        ("Er waren 1.304 crisisinterventies bij het waterschap.", None),
        ("Eind 2020 waren er 3.533 maatregelen, een jaar eerder 3.534.", None),
    ]:
        numeral = next(n for n in reversed(typed(sentence)) if not n.kind)
        cell = slipped_figure(numeral, sentence, topics_of(2020))
        assert (cell.id if cell else None) == expected, sentence


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("Ruim 1.847 mensen solliciteerden.", 'waarde: "1.847", eenheid: aantal, jaar: "2022"'),
        ("In 2019 duurde een rit 1,4 uur.", 'waarde: "1,4", eenheid: "", jaar: "2019"'),
        ("Dat kostte € 1,2 miljoen.", 'waarde: "1,2", eenheid: euro_miljoen, jaar: "2022"'),
        ("De prijs steeg vijf procent.", 'waarde: "5", eenheid: procent, jaar: "2022"'),
        ("Er waren drie appels.", 'waarde: "3", eenheid: aantal, jaar: "2022"'),
        ("Het saldo was -3 fte.", 'waarde: "-3", eenheid: fte, jaar: "2022"'),
    ],
)
def test_a_number_without_a_figure_gets_its_entry(mini, sentence, entry):
    """Ready for cijfers.yaml: what the sentence says is in it, the rest is asked for, and works."""
    (problem,) = problems(mini, sentence)
    ready = dict(problem.context)["nieuw cijfer"]
    name = ready.partition(":")[0]
    assert entry in ready
    assert f"{{{{ cijfers.{name} }}}}" in problem.advice
    figures = (mini.data / "2022/cijfers.yaml").read_text(encoding="utf-8")
    mini.write("2022/cijfers.yaml", f"{figures}{ready}\n")
    mini.write(P1, "# In het kort\n")
    asked = [p for p in mini.prepare().problems if p.place.file.endswith("cijfers.yaml")]
    assert asked
    assert {p.place.line for p in asked} == {len(figures.splitlines()) + 1}
    for empty, own in (('eenheid: ""', "eenheid: getal"), ('status: ""', "status: realisatie")):
        ready = ready.replace(empty, own)
    ready = ready.replace('""', "Iets")
    mini.write("2022/cijfers.yaml", f"{figures}{ready}\n")
    after = [p for p in mini.prepare().problems if p.place.file.endswith("cijfers.yaml")]
    assert not [p for p in after if p.severity == ERROR]  # whether apples are people is asked (D07)
