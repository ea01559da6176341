"""Words that give a hidden count away: found wherever a reader meets them, and never repeated."""

from __future__ import annotations

import re

import annex
import care
import pytest
from conftest import each
from test_stray import labelled

from pipeline.protect.amounts import amounts
from pipeline.render.html import print_page

TEXT = "2025/teksten/jaarverslag/01-ons-jaar.md"
LEAK = "Op Strandhof kregen drie bewoners palliatieve zorg."


@pytest.fixture
def duinrand(mini):
    """The fictional care organisation, with a text that may be spoiled."""
    care.write(mini.data)
    return mini


def told(project, text: str) -> list:
    """Return what is said of hidden counts when this stands in the report."""
    project.write(TEXT, care.TEXT + "\n" + text + "\n")
    return found(project)


def found(project) -> list:
    """Return the problems with hidden counts in words."""
    return [p for p in project.prepare(2025).problems if p.code == "D05"]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("verborgen-aantallen", care.write),
        ("verborgen-aantallen-school", care.write_school),
    ],
)
def test_the_labelled_sentences(mini, capsys, name, write):
    """Precision and recall on sentences that were labelled before they were read; printed."""
    sentences = labelled(f"{name}.txt")
    write(mini.data, "# Ons jaar\n\n" + "\n\n".join(text for _, text in sentences) + "\n")
    at = {3 + 2 * number: sentence for number, sentence in enumerate(sentences)}
    problems = {p.place.line: p for p in found(mini) if p.place.file.endswith(".md")}
    certain = {line for line, problem in problems.items() if problem.severity == "FOUT"}
    leaks = {line for line, (label, _) in at.items() if label == "lek"}
    assert set(problems) <= set(at)
    precision, recall = (len(leaks & set(problems)) / len(every) for every in (problems, leaks))
    exact = len(leaks & certain) / len(certain)
    wrong = [at[line][1] for line in sorted(set(problems) ^ leaks)]
    with capsys.disabled():
        print(
            f"\n{name}: {len(at)} zinnen, precisie {precision:.3f} (FOUT: {exact:.3f}), "
            f"opbrengst {recall:.3f}, fout beoordeeld: {wrong}"
        )
    assert precision >= 0.9
    assert min(exact, recall) >= 0.95


def test_no_message_repeats_what_it_found(duinrand):
    """Neither this check nor another tells the number or the sentence of a certain leak."""
    leaks = [text for label, text in labelled("verborgen-aantallen.txt") if label == "lek"]
    duinrand.write(TEXT, care.TEXT + "\n" + "\n\n".join(leaks) + "\n")
    problems = duinrand.prepare(2025).problems
    certain = {p.place for p in problems if p.code == "D05" and p.severity == "FOUT"}
    assert len(certain) > 30
    for problem in each(problems):
        words = " ".join((problem.found, problem.advice, *(text for _, text in problem.context)))
        if problem.place in certain:
            assert problem.code == "D05"
            assert not re.search(r"\b(?:[1-9]|één|twee|drie|zeven|bewoner)\b", words)


@pytest.mark.parametrize(
    "text",
    [
        LEAK,
        "Op Strandhof kregen {{ vrij('precies drie bewoners', 'uit de bron') }} palliatieve zorg.",
        "## Drie bewoners van Strandhof met palliatieve zorg",
        "- Op Strandhof kregen 3 bewoners palliatieve zorg.",
        "Zie de noot.[^n]\n\n[^n]: Op Strandhof kregen drie bewoners palliatieve zorg.",
        "| Strandhof | Palliatieve zorg | 3 |\n|---|---|---|\n| a | b | c |",
        "| Zorg | Strandhof |\n|---|---|\n| Palliatieve zorg | 3 |",
        "Op Strandhof kregen ③ bewoners palliatieve zorg.",
        "Op Strandhof: palliatieve zorg (n = 3).",
        "[Zorg](https://a.example/ '3 bewoners in de palliatieve zorg van Strandhof')",
        "::: kader Strandhof: drie bewoners in de palliatieve zorg\nTekst.\n:::",
        "De palliatieve zorg op Duinzicht: 4 mannen, 2 vrouwen en 1 ander.",
        "| Zorg | Aantal |\n|---|---|\n| Strandhof, palliatieve zorg | 3 |",
        "## Strandhof\n\nIn de palliatieve zorg waren drie bewoners.",
        "Op Strandhof bieden we palliatieve zorg.\nDrie bewoners kregen die zorg.",
        "Op Strandhof waren er:\n\n- drie bewoners met palliatieve zorg",
        "Op Strandhof kregen {{ cijfers.huizen_2025 }} bewoners palliatieve zorg.",
        "Op Strandhof kregen {{ cijfers.huizen_2025 | woord }} bewoners palliatieve zorg.",
        "In 2025 kregen drie bewoners palliatieve zorg.",
        "Drie van de vijfenveertig bewoners van Strandhof kregen palliatieve zorg.",
        "Van Strandhof kreeg een trio palliatieve zorg.",
        "Dank {>> op Strandhof kregen 3 bewoners palliatieve zorg <<} aan allen.",
    ],
)
def test_a_leak_is_found_wherever_it_stands(duinrand, text):
    """Typed, exempt, bound to another figure, in a heading, note, list, cell or comment."""
    assert "FOUT" in [problem.severity for problem in told(duinrand, text)]


YAML = "2025/tabellen/bewoners.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (YAML, "titel: ", "titel: Drie voor Strandhof in de palliatieve zorg, "),
        (YAML, "telt:", "toelichting: Op Strandhof is palliatieve zorg voor drie mensen.\ntelt:"),
        (YAML, "bron: ", "bron: Strandhof, palliatieve zorg, 3 bewoners, "),
        (YAML, "Stand 31-12-2025", "Stand 31-12-2025 (Strandhof 3 palliatief)"),
        (
            YAML,
            "naam: totaal strandhof",
            "naam: drie bewoners in de palliatieve zorg van Strandhof",
        ),
        (TEXT, "aan onze", "aan {{ vrij('vele', 'op Strandhof drie palliatieve bewoners') }}"),
        ("2025/cijfers.yaml", "bron: ", "bron: Strandhof, 3 bewoners met palliatieve zorg, "),
        ("2025/verslagjaar.yaml", "Verantwoording", "Op Strandhof 3 palliatieve bewoners,"),
        (
            "2025/verslagjaar.yaml",
            "status: concept",
            "status: concept\n    eerder_vastgesteld: Op Strandhof 3 palliatieve bewoners.",
        ),
    ],
)
def test_so_is_one_beside_the_numbers(duinrand, file, old, new):
    """Titles, notes, sources, headings and summaries are published too."""
    duinrand.change(file, old, new)
    assert "FOUT" in [problem.severity for problem in found(duinrand)]


def test_what_an_earlier_year_hid_stays_untold(duinrand):
    """The report of a later year says nothing of it either, though its tables no longer have it."""
    for name, text in care.LATER.items():
        duinrand.write(name, text)
    path = "2026/teksten/jaarverslag/01-ons-jaar.md"
    duinrand.write(path, "# Later\n\nIn 2025 kregen op Strandhof drie bewoners palliatieve zorg.\n")
    problems = duinrand.prepare(2026).problems
    assert [p.place.file[-len(path) :] for p in problems if p.code == "D05"] == [path]


@pytest.mark.parametrize(
    "text",
    [
        "In de palliatieve zorg waren er drie bewoners.",
        "Op Strandhof verhuisden drie bewoners.",
        "Drie van de bewoners van Strandhof kregen palliatieve zorg.",
        "In 2025 kregen drie bewoners een prijs.",
        "Er was op Helmgras een bewoner voor geriatrische revalidatie.",
        "Een bewoner van Helmgras met geriatrische revalidatie vertelt.",
        "Op Strandhof bieden we palliatieve zorg.\n\nDrie bewoners kregen die.",
    ],
)
def test_what_may_be_meant_is_worth_a_look(duinrand, text):
    """Only its row, only its house, only the year, or a word that need not be a number."""
    assert [problem.severity for problem in told(duinrand, text)] == ["LET OP"]


@pytest.mark.parametrize("number", [*range(1, 13), 15, 20, 26, 33])
def test_only_the_hidden_number_is_a_leak(duinrand, number):
    """Of all numbers beside a row and house only the hidden one is told, in digits and in words."""
    words = "een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
    spelled = {1: "één"} | {n: word for n, word in enumerate(words, 1) if n > 1}
    for written in {str(number), spelled.get(number, str(number))}:
        text = f"Op Duinzicht kregen {written} bewoners palliatieve zorg."
        assert [p.severity for p in told(duinrand, text)] == ["FOUT"] * (number == 7)


@pytest.mark.parametrize("profile", ["onderdrukt", "afgerond5"])
def test_another_sector_reads_its_own_word(duinrand, profile):
    """The pages and data of a care organisation speak of its residents, and of nobody else."""
    duinrand.change(YAML, "telt: bewoners\n", f"telt: bewoners\nopenbaar: {{profiel: {profile}}}\n")
    year = duinrand.prepare(2025)
    (document,) = year.documents
    page = print_page(document)
    assert "herkenning van bewoners" in page
    assert "kinderen" not in page


@pytest.mark.parametrize(
    "text",
    [
        "In Zuid-Holland Midden was eind 2020 één kind met overige producten.",
        "In Midden kregen {{ vrij('precies zeven kinderen', 'uit de bron') }} in 2020 samenloop.",
        "In 2019 hadden drie jongeren samenloop in de regio Midden.",
    ],
)
def test_the_annex_with_the_sentences_that_were_printed(tmp_path, text):
    """With the annex suppressed these sentences passed; now each is refused."""
    data = annex.copy(tmp_path / "data", "openbaar: {profiel: onderdrukt}\n")
    path = data / "2020/teksten/jaarverslag/02-wie-wij-zijn.md"
    path = path if path.exists() else sorted(path.parent.glob("*.md"))[1]
    path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8")
    problems = [p for p in annex.prepared(data).problems if p.code == "D05"]
    assert [problem.severity for problem in problems] == ["FOUT"]


def test_the_reports_themselves_say_nothing_hidden(tmp_path):
    """With the annex of two years suppressed, no sentence of the shipped reports is suspected."""
    said = "openbaar: {profiel: onderdrukt}\n"
    data = annex.copy(tmp_path / "data", said, years=(2020, 2021))
    for year in (2020, 2021):
        prepared = annex.prepared(data, year)
        assert prepared.protected.hidden
        assert "D05" not in [p.code for p in prepared.problems]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Er waren 3 bewoners", 3, 3),
        ("één bewoner", 1, 1),
        ("de enige bewoner", 1, 1),
        ("beide bewoners", 2, 2),
        ("een zestal", 6, 6),
        ("hooguit vier", 1, 4),
        ("minder dan vijf", 1, 4),
        ("meer dan twee", 3, None),
        ("twee of meer", 2, None),
        ("minstens 2", 2, None),
        ("ongeveer zes", 4, 8),
        ("vier of minder", 1, 4),
        ("geen enkele bewoner", 0, 0),
        ("met zijn drieën", 3, 3),
        ("het echtpaar", 2, 2),
        ("het trio", 3, 3),
    ],
)
def test_what_a_number_can_mean(text, low, high):
    """The least and the most, with the words around the number."""
    assert [(a.low, a.high) for a in amounts(text) if a.certain] == [(low, high)]


def test_two_numbers_together():
    """A range is what lies between; what is counted apart is counted together too."""
    assert (2, 4) in [(a.low, a.high) for a in amounts("twee à vier bewoners")]
    assert (2, 4) in [(a.low, a.high) for a in amounts("tussen twee en vier bewoners")]
    assert (3, 3) in [(a.low, a.high) for a in amounts("twee vrouwen en één man")]


@pytest.mark.parametrize("text", ["7 procent", "de derde keer", "3 maart", "Tabel 3", "€ 3"])
def test_what_counts_nothing_is_no_amount(text):
    """Shares, ordinals, dates, references and money."""
    assert not amounts(text)
