"""A figure of an earlier year says so, or is reported; nothing else is (N09)."""

from __future__ import annotations

import pytest

TEXT = "2022/teksten/publieksversie/01-in-het-kort.md"
OLD, NOW = "{{ verzuim.totaal.2021 }}", "{{ verzuim.totaal.2022 }}"
OTHER = "{{ verzuim.lang.2021 }}"


def told_as_now(mini, text: str) -> list[str]:
    """Return what is reported of a chapter with this text: the words of each figure."""
    mini.write(TEXT, f"# In het kort\n\n{text}\n")
    problems = [p for p in mini.prepare().problems if p.code == "N09"]
    assert all(p.severity == "LET OP" and p.place.file.endswith("kort.md") for p in problems)
    return [p.found.partition(",")[0] + "," + p.found.split(",")[1] for p in problems]


@pytest.mark.parametrize(
    "text",
    [
        f"Het verzuim was {OLD}.",
        f"Het verzuim was dit jaar {OLD}.",
        f"In 2022 was het verzuim {OLD}.",
        f"Wij hadden een zwaar 2022. Het verzuim was {OLD}.",
        f"In 2021 was het rustig. Het verzuim is nu {OLD}.",
        f"In 2021 was het rustig. Dit jaar kwam het verzuim uit op {OLD}.",
        f"Het verzuim was {OLD}, hoger dan een jaar eerder.",
        f"Het verzuim was {OLD}, meer dan in 2021.",
        f"Het verzuim was in 2022 {OLD}, en in 2021 {NOW}.",
        f"Het verzuim was {OLD} in 2022, tegen {NOW} in 2021.",
        f"::: tegels\n- **{OLD}** verzuim\n:::",
        f"::: tegels\n- **{OLD}** verzuim *in 2022*\n:::",
        f"Dit viel op in 2022:\n\n- een verzuim van {OLD}",
        f"| Wat | 2022 |\n|---|---|\n| Verzuim | {OLD} |",
        f"## Het jaar 2022\n\nHet verzuim was {OLD}.",
        f"Het was zwaar.[^1]\n\n[^1]: Het verzuim was {OLD}.",
        f"Het verzuim was {OLD}. Vorig jaar was dat {OTHER}.",
        f"Het verzuim was {OLD}. In 2021 was het lange verzuim {OTHER}.",
        f"Anders dan in 2021 hadden wij {OLD} verzuim.",
        f"Net als vorig jaar was het verzuim {OLD}.",
    ],
)
def test_what_is_told_as_now_is_reported(mini, text):
    """In a sentence, a tile, a list, a table of words, a footnote; also beside another year."""
    assert told_as_now(mini, text)


@pytest.mark.parametrize(
    "text",
    [
        f"In 2021 was het verzuim {OLD}.",
        f"Het verzuim was {OLD} in 2021.",
        f"Eind 2021 was het verzuim {OLD}.",
        f"Op 1 januari 2022 was het verzuim {OLD}.",
        f"Begin 2022 was het verzuim nog {OLD}.",
        f"Vorig jaar was het verzuim {OLD}.",
        f"Een jaar eerder was het verzuim {OLD}.",
        f"Toen was het verzuim {OLD}.",
        f"Het verzuim ging van {OLD} naar {NOW}.",
        f"In 2022 ging het verzuim van {OLD} naar {NOW}.",
        f"Het verzuim was {NOW}, tegen {OLD} een jaar eerder.",
        f"Het verzuim was {NOW}, hoger dan vorig jaar ({OLD}).",
        f"In 2021 was het {OLD} en in 2022 was het {NOW}.",
        f"Eind 2021 was het {OLD} en eind 2022 {NOW}.",
        f"In 2021 was het zwaar. Het verzuim was {OLD}.",
        f"Het verzuim was {OLD}. Dat was in 2021.",
        f"::: tegels\n- **{OLD}** verzuim *in 2021*\n:::",
        f"::: tegels\n- **{NOW}** verzuim *{OLD} in 2021*\n:::",
        f"Dit viel op in 2021:\n\n- een verzuim van {OLD}\n- ook lang verzuim, {OTHER}",
        f"| Wat | 2021 |\n|---|---|\n| Verzuim | {OLD} |",
        f"## Het jaar 2021\n\nHet verzuim was {OLD}, waarvan {OTHER} lang.",
        f"Het verzuim was {NOW}.",
    ],
)
def test_what_says_its_year_is_not(mini, text):
    """By the year, by words for it, by a comparison, or by what stands above it."""
    assert told_as_now(mini, text) == []


def test_a_norm_is_of_no_year(mini):
    """A standard or an agreement holds until it is changed."""
    figure = "norm_{0}:\n  waarde: 5\n  eenheid: aantal\n  jaar: '2021'\n  status: {1}\n"
    rest = "  omschrijving: Gezinnen per medewerker\n  bron: Afspraak\n"
    path = mini.data / "2022/cijfers.yaml"
    own = path.read_text("utf-8")
    for name, status in (("een", "norm"), ("twee", "realisatie")):
        mini.write("2022/cijfers.yaml", figure.format(name, status) + rest + own)
        found = told_as_now(mini, f"Wij helpen {{{{ cijfers.norm_{name} }}}} gezinnen tegelijk.")
        assert bool(found) == (status == "realisatie")


def test_the_figure_of_this_year_is_proposed(mini):
    """By its name, where it is known."""
    mini.write(TEXT, f"# In het kort\n\nHet verzuim was {OLD}.\n")
    (problem,) = [p for p in mini.prepare().problems if p.code == "N09"]
    assert "{{ verzuim.totaal.2022 }}" in problem.advice
    assert problem.place.line == 3
