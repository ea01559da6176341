"""L01-L04: typed references, words that point at nothing, abbreviations, names of code lists."""

from __future__ import annotations

import pytest
from test_stray import P1, problems, remarks

T1 = "2022/teksten/jaarverslag/01-ons-jaar.md"
LISTS = """regios:
  noord: {label: Zuid-Holland Noord, ook: [Holland-Rijnland, Noord, H10], in_tekst: [Rijnland]}
  zuid: {label: Zuid, ook: [regio Zuid]}
soorten:
  thuis: {label: Hulp thuis}
  verblijf: {label: Verblijf, ook: [logeren, Overig]}
programmas:
  expex: {label: ExpEx}
  veilig_thuis: {label: Veilig Thuis}
  nen: {label: NEN 7510}
"""
SHORTS = """GI: {voluit: gecertificeerde instelling}
OTS: {voluit: ondertoezichtstelling, ook: [maatregel van toezicht]}
JRiV: {voluit: jeugdreclassering in verandering}
ICT: {voluit: informatie- en communicatietechnologie, bekend: ja}
"""


# --- L01 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("tabel 1", "verwijs('tabel:gezinnen')"),
        ("Tabel 1", "verwijs('tabel:gezinnen')"),
        ("zie figuur 1", "verwijs('grafiek:verzuim')"),
        ("grafiek 1", "verwijs('grafiek:verzuim')"),
        ("paragraaf 2.1", "verwijs('kop:verzuim')"),
        ("§ 2.1", "verwijs('kop:verzuim')"),
        ("hoofdstuk 1", "verwijs('kop:ons-jaar')"),
        ("hoofdstuk twee", "verwijs('kop:personeel')"),
        ("tabel 9", "verwijs('tabel:…')"),
        ("bijlage 1", "verwijs('kop:…')"),
        ("bijlage A", "verwijs('kop:…')"),
        ("pagina 12", "Noem de kop"),
        ("blz. 12", "Noem de kop"),
        ("voetnoot 3", "zet de uitleg in de zin"),
    ],
)
def test_a_typed_reference_is_a_problem(mini, words, advice):
    """With the name of what has that number now."""
    mini.change(T1, "In {{ verwijs('tabel:gezinnen') }} staan", f"In {words} staan")
    (problem,) = mini.prepare().problems
    assert problem.code == "L01"
    assert problem.place.line == 9
    assert advice in problem.advice


@pytest.mark.parametrize(
    "sentence",
    [
        "In {{ verwijs('kop:in-het-kort') }} staat het.",
        "Volgens {{ vrij('tabel 3', 'staat in een ander rapport') }} klopt het.",
        "De tabel van 2022 staat online.",
        "In hoofdstukken en paragrafen.",
    ],
)
def test_other_references_are_left_alone(mini, sentence):
    """Made by the build, exempted, or no number of a reference."""
    assert not problems(mini, sentence, "L01")


def test_a_chosen_table_is_named_with_its_choice(mini):
    """`verwijs('tabel:gezinnen.noord')`, for that is its name."""
    mini.write(P1, "# Kort\n\n{{ tabel('gezinnen', regio='noord') }}\n\nZie tabel 1.\n")
    (problem,) = mini.prepare().problems
    assert "verwijs('tabel:gezinnen.noord')" in problem.advice


# --- L02 -----------------------------------------------------------------------------------------


TABLE = "{{ tabel('gezinnen') }}"
CHART = "{{ grafiek('verzuim') }}"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"Hieronder staan ze.\n\n{TABLE}", False),
        (f"{TABLE}\n\nHieronder staan ze.", True),
        (f"{TABLE}\n\nHierboven staan ze.", False),
        (f"Hierboven staan ze.\n\n{TABLE}", True),
        (f"Onderstaande tabel toont het.\n\n{TABLE}", False),
        (f"Onderstaande tabel toont het.\n\n{CHART}", True),
        (f"De volgende grafiek toont het.\n\n{CHART}", False),
        (f"De grafiek hieronder toont het.\n\n{TABLE}", True),
        (f"{CHART}\n\nBovenstaande figuur toont het.", False),
        (f"{CHART}\n\nDe vorige tabel toont het.", True),
        ("Onderstaande lijst noemt ze.\n\n- een\n- ander", False),
        ("Onderstaande cijfers kloppen.\n\n::: tegels\n- **{{ jaar }}** jaar\n:::", False),
        ("Wat dat is, staat hieronder.\n\n::: kader Uitleg\nTekst.\n:::", False),
        ("Hieronder staan ze.\n\n| a | b |\n|---|---|\n| c | d |", False),
        ("Hieronder ziet u de boot.\n\n![Een boot](roeiboot.png)", False),
        ("Hieronder staat nog meer tekst.\n\nDie tekst.", True),
        ("Hieronder verstaan wij alle hulp.", False),
        ("Het overzicht hieronder is er niet.", True),
    ],
)
def test_a_word_that_points_needs_something_there(mini, text, wrong):
    """A table, chart, list, box or tiles of the right kind, on the right side, in the chapter."""
    mini.write(P1, f"# Kort\n\n{text}\n")
    assert [p.code for p in mini.prepare().problems] == (["L02"] if wrong else [])


def test_another_chapter_does_not_count(mini):
    """A reader does not look in the next chapter for what stands 'hieronder'."""
    mini.write(P1, "# Kort\n\nHieronder staan ze.\n")
    mini.write("2022/teksten/publieksversie/02-meer.md", f"# Meer\n\n{TABLE}\n")
    assert mini.codes() == ["L02"]


# --- L03 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Een gecertificeerde instelling (GI) helpt. De GI blijft.", []),
        ("De gecertificeerde instellingen (GI’s) helpen. De GI’s blijven.", []),
        ("Een GI (gecertificeerde instelling) helpt.", []),
        ("Een gecertificeerde instelling, kortweg GI, helpt.", []),
        ("Een GI helpt. GI staat voor gecertificeerde instelling.", ["GI"]),
        ("GI betekent gecertificeerde instelling. De GI helpt.", []),
        ("Een maatregel van toezicht (OTS) loopt. De OTS-zaken ook.", []),
        ("De OTS loopt.", ["OTS"]),
        ("Wij werken aan jeugdreclassering in verandering (JRiV). JRiV gaat door.", []),
        ("JRiV gaat door.", ["JRiV"]),
        ("Onze ICT is nieuw.", []),
        ("De RvT vergadert.", ["RvT"]),
        ("Het OVH loopt.", ["OVH"]),
        ("JeugdzorgPlus, LinkedIn, Willem II en A.J. Smit.", []),
        ("De norm NEN 7510 geldt.", []),
        ("De {{ vrij('QRS', 'naam van een schip') }} vaart.", []),
    ],
)
def test_an_abbreviation_is_explained_at_first_use(mini, text, found):
    """In the same sentence or before; known ones and names need nothing."""
    mini.write("afkortingen.yaml", SHORTS)
    mini.write("codelijsten.yaml", LISTS)
    assert [p.found for p in problems(mini, text, "L03")] == found


def test_a_heading_may_come_before_the_explanation(mini):
    """But somewhere in the publication it is explained."""
    mini.write("afkortingen.yaml", SHORTS)
    mini.write(P1, "# Onze GI\n\nEen gecertificeerde instelling (GI) helpt.\n")
    assert not mini.codes()
    mini.write(P1, "# Onze GI\n\nWij helpen.\n")
    assert mini.codes() == ["L03"]


def test_a_label_of_a_table_is_explained_somewhere(mini):
    """A reader meets abbreviations in tables and charts too."""
    mini.write("afkortingen.yaml", SHORTS)
    mini.change("codelijsten.yaml", "label: Hulp thuis", "label: OTS thuis")
    assert mini.codes() == ["L03"]
    mini.change(T1, "Waarom het", "Een ondertoezichtstelling (OTS) is hulp. Waarom het")
    assert not mini.codes()


def test_each_publication_explains_for_itself(mini):
    """A reader of one has not read the other."""
    mini.write("afkortingen.yaml", SHORTS)
    mini.write(P1, "# Kort\n\nEen gecertificeerde instelling (GI) helpt.\n")
    mini.change(T1, "Waarom het", "Elke GI helpt. Waarom het")
    assert [p.place.file for p in mini.prepare().problems] == [f"data/{T1}"]


def test_a_near_abbreviation_is_suggested(mini):
    """OST is a slip of OTS."""
    mini.write("afkortingen.yaml", SHORTS)
    (problem,) = problems(mini, "De OST loopt.", "L03")
    assert problem.advice == "Bedoelt u OTS?"


def test_abbreviations_are_remarked_upon_when_all_is_well(mini):
    """The report shows where each is explained."""
    mini.write("afkortingen.yaml", SHORTS)
    (remark,) = remarks(mini, "Een gecertificeerde instelling (GI) helpt.", "L03")
    assert (remark.words, remark.verdict) == ("GI", "klopt")
    assert "uitgelegd op regel 3" in remark.statement


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("GI: {betekent: gecertificeerde instelling}\n", "Y06"),
        ("GI: {voluit: instelling, bekend: misschien}\n", "Y08"),
        ("GI: gecertificeerde instelling\n", "Y07"),
        ("GI: {voluit: een\n", "Y01"),
    ],
)
def test_a_wrong_list_of_abbreviations_is_one_message(mini, content, code):
    """And nothing is said of abbreviations that could not be read."""
    mini.write("afkortingen.yaml", content)
    mini.write(P1, "# Kort\n\nWij helpen.\n")
    assert code in mini.codes()
    assert set(mini.codes()) <= {code, "Y04"}


# --- L04 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("In Zuid-Holland Noord groeit het.", ""),
        ("In Rijnland groeit het.", ""),
        ("In Holland-Rijnland groeit het.", "Zuid-Holland Noord"),
        ("De H10 doet mee.", "Zuid-Holland Noord"),
        ("In Zuid-Holland-Noord groeit het.", "Zuid-Holland Noord"),
        ("In zuid-holland Noord groeit het.", "Zuid-Holland Noord"),
        ("In Zuid Holland Noord groeit het.", "Zuid-Holland Noord"),
        ("De raad van Noord vergadert.", "Zuid-Holland Noord"),
        ("Noord is een windstreek.", ""),
        ("In het noorden, in Noord-Holland en in Amsterdam Noord.", ""),
        ("In de regio Zuid groeit het.", "Zuid"),
        ("Kinderen die logeren en Overig.", "Verblijf"),
        ("Overige kinderen.", ""),
        ("ExpEx doet mee.", ""),
        ("ExpeX doet mee.", "ExpEx"),
        ("expex doet mee.", "ExpEx"),
        ("Een veilig thuis is belangrijk.", ""),
        ("Veilig thuis zijn is belangrijk.", ""),
        ("Met Veilig Thuis werken we samen.", ""),
        ("Met Veilig thuis werken we samen.", "Veilig Thuis"),
        ("Met VeiligThuis werken we samen.", "Veilig Thuis"),
        ("Ook hulp thuis helpt.", ""),
        ("Zie {{ vrij('de H10', 'titel van een rapport') }}.", ""),
    ],
)
def test_names_are_written_as_in_the_code_list(mini, text, label):
    """Or as it allows for texts; ordinary words are no names."""
    mini.write("codelijsten.yaml", LISTS)
    mini.change("2021/teksten/jaarverslag/01-ons-jaar.md", "in Noord", "in het noorden")
    assert [p.expected for p in problems(mini, text, "L04")] == ([label] if label else [])


def test_a_spelling_for_texts_is_read_in_tables_too(mini):
    """`in_tekst` adds to what a CSV may say."""
    mini.write("codelijsten.yaml", LISTS)
    mini.change("2022/tabellen/gezinnen.csv", "noord;thuis", "Rijnland;thuis")
    assert not mini.codes()
