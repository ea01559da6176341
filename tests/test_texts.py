"""Texts become documents: everything in order, numbered, named, and nothing executed."""

from __future__ import annotations

import re

import pytest

from pipeline.model import (
    ChartBlock,
    Document,
    Footnote,
    NotesBlock,
    Prose,
    Reference,
    Shown,
    TableBlock,
)

T1 = "2022/teksten/jaarverslag/01-ons-jaar.md"
P1 = "2022/teksten/publieksversie/01-in-het-kort.md"


def composed(project, publication: str = "jaarverslag") -> Document:
    """Return a document of 2022 that has to be free of problems.

    What the checks on words say (N, L, A) is another matter: these texts are about their form.
    """
    prepared = project.prepare()
    assert not [p.what for p in prepared.problems if p.code[0] not in "NLA"]
    return next(d for d in prepared.documents if d.publication.id == publication)


def said(project, expression: str) -> str:
    """Return what an insertion becomes in a sentence."""
    project.write(P1, f"# In het kort\n\nHet is {{{{ {expression} }}}}.\n")
    insertion = composed(project, "publieksversie").insertions[0]
    assert isinstance(insertion, Shown | Reference)
    return insertion.text.replace("\u00a0", " ")


def refused(project, text: str) -> list[str]:
    """Return the codes of a text that must not be composed without a message."""
    project.write(P1, f"# In het kort\n\n{text}\n")
    codes = project.codes()
    assert codes
    return codes


# --- numbers -------------------------------------------------------------------------------------


def test_chapters_paragraphs_tables_figures_and_footnotes_are_numbered(mini):
    """In the order of the text; each kind has its own count, paragraphs start again per chapter."""
    document = composed(mini)
    headings = [(c.heading.number, [h.number for h in c.headings]) for c in document.chapters]
    assert headings == [("1", ["1.1"]), ("2", ["2.1", "2.2"])]
    blocks = [b for c in document.chapters for b in c.blocks if not isinstance(b, Prose)]
    assert [type(block) for block in blocks] == [TableBlock, ChartBlock, NotesBlock]
    assert [getattr(block, "number", "") for block in blocks] == ["Tabel 1", "Figuur 1", ""]
    assert [n.number for c in document.chapters for n in c.footnotes] == [1]


def test_an_appendix_and_a_foreword_are_numbered_their_own_way(mini):
    """A foreword has no number, an appendix its own; the paragraphs in them have none."""
    mini.write("2022/teksten/jaarverslag/00-voorwoord.md", "# Voorwoord {.ongenummerd}\n\n## A\n")
    mini.write("2022/teksten/jaarverslag/90-bijlage.md", "# Regio {.bijlage #regio}\n\n## B\n")
    document = composed(mini)
    numbers = [(c.heading.number, c.kind) for c in document.chapters]
    assert numbers == [
        ("", "ongenummerd"),
        ("1", "hoofdstuk"),
        ("2", "hoofdstuk"),
        ("Bijlage 1", "bijlage"),
    ]
    assert document.chapters[0].headings[0].number == ""
    assert document.chapters[3].headings[0].number == ""


def test_footnotes_count_through_the_publication(mini):
    """The second chapter goes on where the first stopped."""
    mini.change("2022/teksten/jaarverslag/02-personeel.md", "was {{", "was[^a] {{")
    mini.change(
        "2022/teksten/jaarverslag/02-personeel.md", "## Verschillen", "[^a]: Zie x.\n\n## V"
    )
    document = composed(mini)
    assert [n.number for c in document.chapters for n in c.footnotes] == [1, 2]
    assert len([i for i in document.insertions if isinstance(i, Footnote)]) == 2


def test_references_say_where(mini):
    """Also to what comes later; with a capital at the start of a sentence."""
    texts = [i.text for i in composed(mini).insertions if isinstance(i, Reference)]
    assert texts == ["tabel 1", "paragraaf 2.1", "Figuur 1"]


def test_a_reference_to_a_heading_without_number_names_it(mini):
    """In words, without the markup of the heading, with its numbers filled in."""
    text = "# In het kort\n\n## Wij *hielpen* {{ cijfers.gezinnen_2022 }} & meer {#hulp}\n\n"
    mini.write(P1, text + "Zie {{ verwijs('kop:hulp') }}.\n")
    references = [
        i for i in composed(mini, "publieksversie").insertions if isinstance(i, Reference)
    ]
    assert [r.text for r in references] == ["‘Wij hielpen 1.145 & meer’"]


def test_ids_are_unique(mini):
    """No two places of a page share a name, whatever the headings are called."""
    headings = "\n\n".join(
        f"## {title}" for title in ("Inhoud", "Noot 1", "Tabel gezinnen", "Gelijk", "Gelijk")
    )
    mini.write(P1, f"# Inhoud\n\n{headings}\n\n{{{{ tabel('gezinnen') }}}}\n")
    (chapter,) = composed(mini, "publieksversie").chapters
    ids = [chapter.heading.id, *(h.id for h in chapter.headings)]
    ids += [b.id for b in chapter.blocks if isinstance(b, TableBlock)]
    assert len(ids) == len(set(ids)) == 7
    assert not {"inhoud", "noot-1"} & set(ids)


# --- insertions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("cijfers.gezinnen_2022", "1.145"),
        ("verzuim.totaal.2022", "4,9%"),
        ("cijfers.kosten_2022", "€ 2.350.000"),
        ("cijfers.kosten_2022 | miljoen", "€ 2,4 miljoen"),
        ("cijfers.kosten_2022 | miljoen(2)", "€ 2,35 miljoen"),
        ("cijfers.kosten_2022 | kaal", "2.350"),
        ("verzuim.totaal.2022 | kaal", "4,9"),
        ("cijfers.vrijwilligers_2022 | woord", "veertien"),
        ("cijfers.gezinnen_2022 | woord", "1.145"),
        ("cijfers.gezinnen_2022 | afgerond(100)", "1.100"),
        ("cijfers.gezinnen_2022 | afgerond(10)", "1.150"),
        ("verschil(verzuim.totaal.2022, verzuim.totaal.2021)", "0,4 procentpunt"),
        ("verschil(verzuim.kort.2021, verzuim.kort.2022)", "−0,2 procentpunt"),
        ("verschil(verzuim.kort.2021, verzuim.kort.2022) | positief", "0,2 procentpunt"),
        ("groei(gezinnen.noord.totaal.stand_2022, gezinnen.noord.totaal.stand_2021)", "6,0%"),
        ("groei(gezinnen.zuid.totaal.stand_2022, gezinnen.zuid.totaal.stand_2021)", "−3,2%"),
        ("aandeel(gezinnen.noord.totaal.stand_2022, cijfers.gezinnen_2022)", "97%"),
        ("aandeel(gezinnen.noord.totaal.stand_2022, cijfers.gezinnen_2022, 1)", "97,4%"),
        ("som(gezinnen.zuid.thuis.stand_2022, gezinnen.zuid.verblijf.stand_2022)", "30"),
        (
            "som(gezinnen.zuid.thuis.stand_2022, gezinnen.zuid.verblijf.stand_2022) | woord",
            "dertig",
        ),
        ("gezinnen.zuid.verblijf.stand_2021", "geen"),
        ("cijfers.wachttijd_2022", "nog niet bekend"),
        ("cijfers.wachttijd_2022 | woord", "nog niet bekend"),
        ("cijfers.wachttijd_2022 | kaal", "nog niet bekend"),
        ("verschil(cijfers.wachttijd_2022, cijfers.gezinnen_2022)", "nog niet bekend"),
        ("aandeel(cijfers.wachttijd_2022, cijfers.gezinnen_2022)", "nog niet bekend"),
    ],
)
def test_what_an_insertion_becomes(mini, expression, words):
    """The table of docs/teksten.md, line by line, and what happens when a number is missing."""
    assert said(mini, expression) == words


def test_every_shown_number_is_bound_to_its_cell(mini):
    """Also a derived one: it remembers what it was made of."""
    shown = [i for i in composed(mini).insertions if isinstance(i, Shown)]
    assert [i.cell.id for i in shown] == [
        "cijfers.gezinnen_2022",
        "cijfers.vrijwilligers_2022",
        "verzuim.totaal.2022",
        "cijfers.kosten_2022",
    ]
    said(mini, "som(gezinnen.zuid.thuis.stand_2022, gezinnen.zuid.verblijf.stand_2022)")
    (insertion,) = composed(mini, "publieksversie").insertions
    assert insertion.cell.derived_from == (
        "gezinnen.zuid.thuis.stand_2022",
        "gezinnen.zuid.verblijf.stand_2022",
    )


def test_a_declared_difference_is_a_footnote_where_no_table_shows_it(mini):
    """At the first mention in running text only, and not where a table or chart notes it."""
    twice = "{{ verzuim.totaal.2022 }} en nog eens {{ verzuim.totaal.2022 }}"
    mini.write(P1, f"# In het kort {{{{ verzuim.totaal.2022 }}}}\n\nHet is {twice}.\n")
    (chapter,) = composed(mini, "publieksversie").chapters
    assert [note.html for note in chapter.footnotes] == [
        "De administratie rekent het verzuim door zwangerschap alleen in het totaal mee."
    ]
    mini.write(P1, f"# In het kort\n\nHet is {twice}.\n\n{{{{ tabel('verzuim') }}}}\n")
    (chapter,) = composed(mini, "publieksversie").chapters
    assert not chapter.footnotes


def test_a_choice_from_a_table(mini):
    """Of one region, of some rows and columns; the title says which."""
    text = "tabel('gezinnen', regio='zuid', rijen='thuis totaal', kolommen='stand_2022')"
    mini.write(P1, f"# In het kort\n\n{{{{ {text} }}}}\n\n{{{{ tabel('gezinnen') }}}}\n")
    (chapter,) = composed(mini, "publieksversie").chapters
    choice, whole = chapter.blocks
    assert choice.title == "Gezinnen per regio en soort hulp: Zuid"
    assert [row.labels for row in choice.rows] == [("Hulp thuis",), ("Totaal",)]
    assert [column.id for column in choice.columns] == ["stand_2022"]
    assert len(whole.rows) == 6


def test_a_declared_deviation_is_a_note_with_its_number(mini):
    """In the list of deviations and with the chart that shows the number."""
    chart, notes = (
        b
        for c in composed(mini).chapters
        for b in c.blocks
        if isinstance(b, ChartBlock | NotesBlock)
    )
    assert chart.notes == notes.notes
    assert "verzuim.totaal.2022" in notes.notes[0].cells


# --- attacks -------------------------------------------------------------------------------------

ATTACKS = [
    "{{ cijfers.__class__ }}",
    "{{ cijfers['__class__'] }}",
    "{{ cijfers.gezinnen_2022.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ ''.join(['a', 'b']) }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 10 ** 100000000 }}",
    "{{ range(1000000000) }}",
    "{{ cycler('a', 'b').next() }}",
    "{{ joiner() }}",
    "{{ namespace(x=1) }}",
    "{{ lipsum(9999) }}",
    "{{ dict(a=1) }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ tabel.__globals__ }}",
    "{{ tabel('gezinnen').__init__ }}",
    "{{ tabel(**{'a': 1}) }}",
    "{{ tabel(*['gezinnen']) }}",
    "{{ som(*[cijfers.gezinnen_2022]) }}",
    "{{ cijfers.gezinnen_2022 | attr('value') }}",
    "{{ cijfers.gezinnen_2022 | map('upper') }}",
    "{{ cijfers.gezinnen_2022 | default('x') }}",
    "{{ cijfers.gezinnen_2022 | safe }}",
    "{{ cijfers.gezinnen_2022 | woord(1) }}",
    "{{ cijfers.gezinnen_2022 | afgerond }}",
    "{{ cijfers.gezinnen_2022 | afgerond(eenheid=10) }}",
    "{{ cijfers.gezinnen_2022 | afgerond(0) }}",
    "{{ cijfers.gezinnen_2022 | afgerond(99999999999999999999) }}",
    "{{ cijfers.gezinnen_2022 | woord | positief }}",
    "{{ cijfers.kosten_2022 | miljoen(99) }}",
    "{{ cijfers.gezinnen_2022 | miljoen }}",
    "{{ groei(cijfers.gezinnen_2022) }}",
    "{{ som() }}",
    "{{ som(1, 2) }}",
    "{{ aandeel(cijfers.gezinnen_2022, gezinnen.zuid.verblijf.stand_2021) }}",
    "{{ cijfers.gezinnen_2022 if true else 'x' }}",
    "{{ cijfers.gezinnen_2022 + 1 }}",
    "{{ cijfers.gezinnen_2022 ~ 'x' }}",
    "{{ [cijfers.gezinnen_2022] }}",
    "{{ 1 }}",
    "{{ 'tekst' }}",
    "{{ " + "9" * 6000 + " }}",
    "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "{{ " + "-" * 500 + "1 }}",
    "{{ a" + ".a" * 5000 + " }}",
    "{{ a" + "|positief" * 60 + " }}",
    "{{{{ cijfers.gezinnen_2022 }}}}",
    "{{ {{ cijfers.gezinnen_2022 }} }}",
    "{{{ cijfers.gezinnen_2022 }}}",
    "{% raw %}{{ x }}{% endraw %}",
    "{%- set x = 1 -%}",
    "{% include '/etc/passwd' %}",
    "{# opmerking #}",
    "{{ cijfers.gezinnen_2022",
    "cijfers.gezinnen_2022 }}",
    "{{ }}",
    "{{ cijfers. }}",
    "&#xE000;0&#xE001;",
    "&#57344;7&#57345;",
    "\ue0000\ue001",
    "\ue00299\ue003",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:40])
def test_an_attack_is_refused_and_never_executed(mini, attack):
    """A message, at once, and nothing of it on the page."""
    assert set(refused(mini, attack)) <= {"X01", "X02", "X03", "X04", "B04", "N01"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[x](JaVaScRiPt:alert(1))", "X06"),
        ("[x](&#106;avascript:alert(1))", "X04"),
        ("[x](&Tab;javascript:alert(1))", "X06"),
        ("<javascript:alert(1)>", "X06"),
        ("[x](data:text/html,hallo)", "X06"),
        ("[x](//example.org/x)", "X06"),
        ("[x](../2021/index.html)", "X06"),
        ("[x](https:example.org)", "X06"),
        ("[x](https://[::1)", "X06"),
        ("[x][1]\n\n[1]: vbscript:x", "X06"),
        ("[x]()", "X06"),
        ("[x](#)", "X06"),
        ("![x](%2e%2e/%2e%2e/roeiboot.png)", "X05"),
        ("![x](..\\roeiboot.png)", "X05"),
        ("![x](/etc/roeiboot.png)", "X05"),
        ("![x](https://example.org/boot.png)", "X05"),
        ("![x](data:image/png;base64,AAAA)", "X05"),
        ("![x](%00.png)", "X05"),
        ("![x](" + "a" * 3000 + ".png)", "X05"),
        ("![x](roeiboot.PNG)", "X05"),
        ('![x](roeiboot.png "titel")', "X05"),
        ("![ ](roeiboot.png)", "X05"),
        ("![x[^1]](roeiboot.png)\n\n[^1]: y", "X10"),
        ("![{{ verwijs('kop:in-het-kort') }}](roeiboot.png)", "X05"),
        ('[x](https://example.org "{{ cijfers.gezinnen_2022 }}")', "X06"),
        ("tekst <!-- verborgen -->", "X04"),
        ("<style>p{}</style>", "X04"),
        ("<iframe src=x>", "X04"),
        ("<svg onload=alert(1)>", "X04"),
        ("```\ncode\n```", "X04"),
        ("## Kop {#a\"b}", "X11"),
        ("## Kop {#inhoud}", "X11"),
        ("## Kop {verzuim}", "X11"),
        ("## Kop {.bijlage}", "X11"),
        ("## Kop {#a #b}", "X11"),
        ("alinea {.kader}", "X02"),
        ("#### Te diep", "X11"),
        ("> ## Kop in een citaat", "X11"),
        ("- punt\n\n  {{ tabel('gezinnen') }}", "X07"),
        ("tekst\n{{ tabel('gezinnen') }}", "X07"),
        ("## {{ tabel('gezinnen') }}", "X07"),
        ("{{ tabel('gezinnen', kleur='rood') }}", "X07"),
        ("{{ tabel('gezinnen', regio='oost') }}", "X07"),
        ("{{ grafiek('_keuze') }}", "X07"),
        ("{{ grafiek('../render') }}", "X07"),
        ("::::: kader\nx\n:::::", "X09"),
        ("  ::: kader\nx\n:::", "X09"),
        (":::\nx\n:::", "X09"),
        ("::: kader\nx", "X09"),
        ("::: kader {{ tabel('gezinnen') }}\nx\n:::", "X09"),
        ("::: kader Een\n::: citaat\nx\n:::\n:::", "X09"),
        ("[bron]: 2020", "X06"),
        ("[a]: https://a.example\n[a]: https://b.example\n\n[a]", "X06"),
        ("x[^ ]", "X10"),
        ("x[^1] y[^1]\n\n[^1]: z", "X10"),
        ("x[^1]\n\n[^1]: y[^2]\n\n[^2]: z", "X10"),
        ("x[^1]\n\n[^1]: # Kop", "X10"),
        ("x[^1]\n\n[^1]: {{ tabel('gezinnen') }}", "X07"),
    ],
    ids=lambda value: value[:40],
)  # fmt: skip
def test_what_may_not_stand_in_a_text_is_found(mini, text, code):
    """Each with its own code, none passes in silence, none makes the program crash."""
    assert code in refused(mini, text)


def test_ordinary_text_is_left_alone(mini):
    """What looks dangerous and is not: quotes, signs, dashes, entities, brackets."""
    text = (
        "Hij zei: \"ja\" & 'nee' – 5 < 6 > 4, &euro; 3 [sic] (zie 7 x 24).\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "> Een citaat.\n\n1. een\n2. twee\n\n***\n\n"
        "[mail](mailto:info@waterkant.example), [bel](tel:+31201234567), <https://example.org>.\n"
    )
    mini.write(P1, f"# In het kort\n\n{text}")
    (chapter,) = composed(mini, "publieksversie").chapters
    html = "".join(block.html for block in chapter.blocks if isinstance(block, Prose))
    assert "‘ja’ &amp; ‘nee’ – 5 &lt; 6 &gt; 4, € 3 [sic]" in html
    assert not re.search(r"<(script|style|iframe)", html)


def test_a_name_is_found_in_either_form_of_unicode(mini):
    """A Mac keeps é as two characters; the page and its picture agree on one."""
    picture = (mini.data / "2022/afbeeldingen/roeiboot.png").read_bytes()
    for typed, kept in (("cafe\u0301", "café"), ("café", "cafe\u0301")):
        mini.write(f"2022/afbeeldingen/{kept}.png", picture)
        mini.write(P1, f"# Kort\n\n![Een boot]({typed}.png)\n")
        (prose,) = composed(mini, "publieksversie").chapters[0].blocks
        assert 'src="afbeeldingen/caf%C3%A9.png"' in prose.html
        (mini.data / f"2022/afbeeldingen/{kept}.png").unlink()


def test_two_names_that_look_the_same_are_a_problem(mini):
    """Nobody can say which of the two a text means."""
    picture = (mini.data / "2022/afbeeldingen/roeiboot.png").read_bytes()
    for name in ("cafe\u0301", "café"):
        mini.write(f"2022/afbeeldingen/{name}.png", picture)
    assert "Twee bestanden hebben voor het oog dezelfde naam" in mini.check()[1]


@pytest.mark.parametrize("number", ["dríe", "zéven", "vĳf", "⅓", "dr&shy;ie", "&frac13;"])
def test_a_typed_number_is_one_however_it_is_written(mini, number):
    """With an accent that stresses it, with a ligature or a hyphen inside, as one character."""
    mini.write(P1, f"# Kort\n\nHet waren er\xa0{number}.\n")
    assert mini.codes() == ["N01"]


def test_a_hard_space_is_a_space(mini):
    """For an insertion, a heading and the words of a claim; on the page it stays hard."""
    mini.write(P1, "#\xa0Kort\n\nWij hielpen\xa0{{\xa0cijfers.gezinnen_2022\xa0}}\xa0gezinnen.\n")
    (prose,) = composed(mini, "publieksversie").chapters[0].blocks
    assert "hielpen\xa0\ue000" in prose.html
    assert mini.codes() == []


HIDDEN = (
    "{{ vrij('ne\\u202ee nee', 'een vaste uitdrukking') }}",
    "{{ vrij('nee\\x00', 'een vaste uitdrukking') }}",
    "{{ vrij('nee\\ud800', 'een vaste uitdrukking') }}",
    "nee\x1b[31m",
    "ne\u202ee",
)


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
def test_what_nobody_sees_is_refused_however_it_comes_in(mini, hidden):
    """Typed, or behind a backslash between quotes; and the message shows nothing of it."""
    mini.write(P1, f"# Kort\n\nHet was {hidden}.\n".encode("utf-8", "surrogatepass"))
    code, printed = mini.check()
    assert code == 1
    assert " B04 " in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_a_soft_hyphen_by_name_is_gone_and_a_sign_by_name_is_the_sign(mini):
    """&shy; and &zwnj; hide no word from a check; &eacute; is é."""
    mini.write(P1, "# Kort\n\nMet z&shy;e&zwnj;ven caf&eacute;s.\n")
    (prose,) = composed(mini, "publieksversie").chapters[0].blocks
    assert "zeven cafés" in prose.html
    assert mini.codes() == ["N01"]


def test_a_picture_is_found_by_its_name(mini):
    """Also a name with a space between < and >, and a number in its description."""
    picture = (mini.data / "2022/afbeeldingen/roeiboot.png").read_bytes()
    mini.write("2022/afbeeldingen/mijn boot.png", picture)
    mini.write(P1, "# Kort\n\n![{{ cijfers.gezinnen_2022 }} boten](<mijn boot.png>)\n")
    document = composed(mini, "publieksversie")
    assert [path.name for path in document.images] == ["mijn boot.png"]
    (prose,) = document.chapters[0].blocks
    assert 'src="afbeeldingen/mijn%20boot.png"' in prose.html
    assert 'alt="1.145 boten"' in prose.html


def test_a_broken_table_is_silent_in_the_texts(mini):
    """Its numbers, its place, its chart and the references to them wait until it is mended."""
    mini.change("2022/tabellen/verzuim.csv", "kort;1,1", "kort;x")
    mini.change("2022/tabellen/gezinnen.csv", "noord;thuis;1.100", "noord;thuis;x")
    assert mini.codes() == ["C03", "C03"]
