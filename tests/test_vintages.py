"""Years against each other: what a later report says of an earlier year."""

from __future__ import annotations

import openpyxl
from conftest import each
from msgspec.structs import replace

from pipeline import arguments
from pipeline.account import control_report
from pipeline.checks.rehearse import rehearse
from pipeline.commands import exporteer, importeer
from pipeline.commands.overviews import found_of
from pipeline.model import Rehearsal

A = "2022/afwijkingen.yaml"
G = "2022/tabellen/gezinnen.csv"
HERZIEN = """herzien:
  - cijfer: gezinnen.zuid.thuis.stand_2021
    was: 31
    is: 29
    reden: Nagekomen correctie.
    wie: controller
  - cijfer: gezinnen.zuid.totaal.stand_2021
    was: 31
    is: 29
    reden: Nagekomen correctie.
    wie: controller
"""


def revise(project) -> None:
    """Let 2022 say 29 where 2021 said 31."""
    project.change(G, "zuid;thuis;28;31", "zuid;thuis;28;29")
    project.change(G, "zuid;totaal;30;31", "zuid;totaal;30;29")


def test_a_changed_comparative_is_found(mini):
    """Both cells, each with the place of the earlier number."""
    revise(mini)
    assert mini.codes() == ["V01", "V01"]


def test_a_declared_revision_is_accepted_and_shown(mini):
    """It then stands as a note with the number, and the earlier year stays as it was."""
    revise(mini)
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + HERZIEN)
    prepared = mini.prepare()
    assert not prepared.problems
    assert any("Herzien: was 31" in note.text for note in prepared.documents[0].notes)
    blocks = [block for chapter in prepared.documents[0].chapters for block in chapter.blocks]
    assert any(getattr(block, "notes", ()) for block in blocks)
    assert mini.codes(2021) == []


def test_another_status_or_year_is_no_comparative(mini):
    """A forecast that came true differently is no finding."""
    revise(mini)
    for year, status in (("2021", "prognose"), ("2022", "realisatie")):
        mini.change(
            f"{year}/tabellen/gezinnen.yaml",
            "stand_2021: {kop: Stand 31-12-2021, status: realisatie}",
            f"stand_2021: {{kop: Eind 2021, status: {status}}}",
        )
    assert mini.codes() == []


def test_what_was_not_known_yet_may_become_known(mini):
    """An nnb in the earlier year is nothing to hold a later number against."""
    mini.change("2021/tabellen/gezinnen.csv", "zuid;thuis;31", "zuid;thuis;nnb")
    revise(mini)
    mini.change(G, "zuid;totaal;30;29", "zuid;totaal;30;31")
    assert mini.codes() == ["T01"]


def test_the_newest_earlier_year_counts(mini):
    """What 2021 revised itself is not a finding again in 2022."""
    for name in ("gezinnen", "verzuim"):
        for suffix in ("csv", "yaml"):
            path = f"tabellen/{name}.{suffix}"
            mini.write(f"2020/{path}", (mini.data / "2021" / path).read_bytes())
    mini.change("2020/tabellen/gezinnen.csv", "noord;verblijf;12", "noord;verblijf;10")
    assert mini.codes() == []


def test_a_broken_earlier_year_is_named_and_no_more(mini):
    """Its own check reports the mistake; the later year says that it could not compare."""
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + HERZIEN)
    revise(mini)
    mini.change("2021/tabellen/gezinnen.csv", "zuid;thuis;31", "zuid;thuis;x")
    assert mini.codes() == ["V03"]
    assert mini.codes(2021) == ["C03"]


def test_declared_values_may_be_spelled_without_points(mini):
    """1052 and 1.052 are one number."""
    mini.change(G, "noord;verblijf;15;12", "noord;verblijf;15;13")
    mini.change(G, "noord;totaal;1.115;1.052", "noord;totaal;1.115;1.053")
    entries = "".join(
        f"  - cijfer: gezinnen.noord.{row}.stand_2021\n    was: {was}\n    is: {new}\n"
        "    reden: Nagekomen.\n    wie: controller\n"
        for row, was, new in (("verblijf", "12", "13"), ("totaal", "1052", "1.053"))
    )
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + "herzien:\n" + entries)
    assert mini.codes() == []


def test_adding_a_year_changes_nothing_in_an_earlier_year(mini):
    """2021 composes to the same document with and without 2022 beside it."""
    before = mini.prepare(2021).documents
    for path in sorted((mini.data / "2022").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert mini.prepare(2021).documents == before


# --- rules that read last year's folder, and openings ---------------------------------------------

C = "2022/cijfers.yaml"
ZUID = "gezinnen.zuid.thuis.stand_2021"
FLOW = (
    "titel: Trajecten\nbron: Registratie\ntelt: gezinnen\neenheid: aantal\n"
    "sleutel:\n  traject: {kop: Traject}\n"
)


def add_rule(project, year: int, formula: str, more: str = "") -> None:
    """Add a rule to the single figures of a year."""
    path = project.data / f"{year}/cijfers.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else "regels:\n"
    project.write(f"{year}/cijfers.yaml", f"{text}  - naam: proef\n{more}    geldt: {formula}\n")


def outcome(project, year: int = 2022):
    """Return the outcome of that rule."""
    return {o.id: o for o in project.prepare(year).outcomes}["cijfers/proef"]


def test_a_rule_reads_last_years_folder(mini):
    """Cells of that folder have `vorig_jaar.` in front; wildcards leave totals out there too."""
    add_rule(mini, 2022, "som(gezinnen.zuid.*.stand_2021) = som(vorig_jaar.gezinnen.zuid.*.*)")
    found = outcome(mini)
    assert found.verdict == "klopt"
    assert found.cells[2:] == (
        "vorig_jaar.gezinnen.zuid.thuis.stand_2021",
        "vorig_jaar.gezinnen.zuid.verblijf.stand_2021",
    )


def test_the_report_shows_what_was_read_in_last_years_folder(mini):
    """With its file and line; and hidden when the same figure is hidden this year."""
    add_rule(mini, 2022, "vorig_jaar.gezinnen.zuid.thuis.stand_2021 = 31")
    year = mini.prepare()
    for hidden, shown in ((frozenset(), "31"), (frozenset({ZUID}), "niet getoond")):
        protected = replace(year.protected, hidden=hidden)
        report = control_report(found_of(replace(year, protected=protected), Rehearsal(2022, ())))
        (line,) = [line for line in report.rules if line.name == "proef"]
        (read,) = line.cells
        assert (read.id, read.shown) == (f"vorig_jaar.{ZUID}", shown)
        assert read.place.line == 5
        assert "2021" in read.place.file
        assert line.left == ("" if hidden else "31")


def test_without_a_folder_of_last_year_there_is_nothing_to_test(mini):
    """2021 is the first year here; the rule waits."""
    add_rule(mini, 2021, "gezinnen.zuid.thuis.stand_2021 = vorig_jaar.gezinnen.zuid.thuis.x_2020")
    found = outcome(mini, 2021)
    assert found.verdict == "niet te toetsen"
    assert mini.codes(2021) == []


def test_a_broken_table_of_last_year_gives_no_second_message(mini):
    """The table has its own message; a declaration about the rule is not called superfluous."""
    add_rule(mini, 2022, "vorig_jaar.gezinnen.zuid.thuis.stand_2021 = 12")
    text = (mini.data / A).read_text(encoding="utf-8")
    declared = "  - regel: cijfers/proef\n    links: 31\n    rechts: 12\n    reden: x\n    wie: y\n"
    mini.write(A, text + declared)
    assert mini.codes() == []
    mini.change("2021/tabellen/gezinnen.csv", "noord;thuis", "oost;thuis")
    assert mini.codes() == ["V03"]


def flow(project, row: str, opening: str, closing: str = "40") -> None:
    """Add a table with stocks and flows to both years, with one row."""
    rows = "rijen:\n  {}: {{label: X}}\n"
    last = "kolommen:\n  stand_2021: {kop: S, status: realisatie}\n"
    this = last + "".join(
        f"  {name}_2022: {{kop: S, status: realisatie}}\n"
        for name in ("stand", "instroom", "uitstroom")
    )
    project.write("2021/tabellen/trajecten.yaml", FLOW + last + rows.format("licht"))
    project.write("2021/tabellen/trajecten.csv", f"traject;stand_2021\nlicht;{closing}\n")
    project.write("2022/tabellen/trajecten.yaml", FLOW + this + rows.format(row))
    head = "traject;stand_2021;stand_2022;instroom_2022;uitstroom_2022"
    project.write("2022/tabellen/trajecten.csv", f"{head}\n{row};{opening};1;1;1\n")


def test_an_opening_stock_is_the_closing_stock_of_last_year(mini):
    """Of the same name: V01. Of another name: V04, for what came and for what went."""
    flow(mini, "licht", "40")
    assert mini.codes() == []
    flow(mini, "licht", "41")
    assert mini.codes() == ["V01"]
    flow(mini, "anders", "40")
    assert mini.codes() == ["V04", "V04"]


def test_one_rule_settles_another_name(mini):
    """What a rule holds against last year's folder is compared, and then has to hold."""
    flow(mini, "anders", "40")
    add_rule(mini, 2022, "trajecten.anders.stand_2021 = vorig_jaar.trajecten.licht.stand_2021")
    assert mini.codes() == []
    flow(mini, "anders", "41")
    assert mini.codes() == ["T01"]


def test_a_new_row_is_declared_as_revised_from_nothing(mini):
    """Then it is no surprise; with other values, or when it is not new, it is V02."""
    flow(mini, "nieuw", "40", closing="-")
    assert mini.codes() == ["V04"]
    new = HERZIEN[: HERZIEN.index("  - cijfer: gezinnen.zuid.totaal")]
    new = new.replace("gezinnen.zuid.thuis.stand_2021", "trajecten.nieuw.stand_2021")
    new = new.replace("was: 31", "was: '-'").replace("is: 29", "is: 40")
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + new)
    prepared = mini.prepare()
    assert not prepared.problems
    assert any("was geen" in note.text for note in prepared.documents[0].notes)
    flow(mini, "nieuw", "39", closing="-")
    assert mini.codes() == ["V02"]


def test_a_row_that_starts_from_nothing_needs_no_word(mini):
    """Nought at the start of the year is what an absent row had."""
    flow(mini, "nieuw", "-", closing="-")
    assert mini.codes() == []


def test_an_odd_figure_is_declared_like_any_other(mini):
    """T04 until it is declared; T03 when it changes; T02 when it is ordinary again."""
    add_rule(mini, 2022, "cijfers.gezinnen_2022 <= 1.000", "    ernst: let op\n")
    assert mini.codes() == ["T04"]
    text = (mini.data / A).read_text(encoding="utf-8")
    declared = "  - regel: cijfers/proef\n    links: {}\n    rechts: 1.000\n    reden: x\n"
    mini.write(A, text + declared.format("1.145") + "    wie: y\n")
    assert mini.codes() == []
    mini.write(A, text + declared.format("1.144") + "    wie: y\n")
    assert mini.codes() == ["T03"]
    mini.change(C, "<= 1.000", "<= 2.000")
    assert mini.codes() == ["T02"]


# --- a reference to an earlier year instead of a copy --------------------------------------------


def refer(project) -> None:
    """Let the opening stocks of 2022 be read from the folder of 2021."""
    text = (project.data / G).read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    changed = [f"{row.rpartition(';')[0]};uit 2021" for row in rows]
    project.write(G, "\n".join([head, *changed]) + "\n")


def test_a_reference_is_the_number_of_the_earlier_folder(mini):
    """With its sign for nihil, and the place where it was typed; the texts show it as any other."""
    refer(mini)
    prepared = mini.prepare()
    assert not prepared.problems
    earlier = mini.prepare(2021).data.cells
    cells = {n: c for n, c in prepared.data.cells.items() if c.id.endswith(".stand_2021")}
    assert len(cells) == 6
    for name, cell in each(cells.items()):
        assert (cell.value, cell.missing) == (earlier[name].value, earlier[name].missing)
        assert cell.origin == earlier[name].place
        assert cell.place.file.endswith(G)


def test_what_is_filled_in_or_corrected_there_arrives_here(mini):
    """Also when it was not known yet; nothing in the later folder changes."""
    refer(mini)
    mini.change("2021/tabellen/gezinnen.csv", "zuid;thuis;31", "zuid;thuis;nnb")
    before = mini.prepare().data.cells["gezinnen.zuid.thuis.stand_2021"]
    assert (before.value, before.missing) == (None, "nog niet bekend")
    mini.change("2021/tabellen/gezinnen.csv", "zuid;thuis;nnb", "zuid;thuis;29")
    mini.change("2021/tabellen/gezinnen.csv", "zuid;totaal;31", "zuid;totaal;29")
    prepared = mini.prepare()
    assert not prepared.problems
    assert prepared.data.cells["gezinnen.zuid.thuis.stand_2021"].value == 29


def test_a_reference_can_name_a_figure_that_is_called_otherwise(mini):
    """And go through more than one year, to where the number was typed."""
    mini.write(
        "2021/cijfers.yaml",
        "noord_2021:\n  waarde: uit 2020/gezinnen.noord.thuis.stand_2020\n  eenheid: aantal\n"
        '  jaar: "2020"\n  status: realisatie\n  omschrijving: In noord\n  bron: Registratie\n',
    )
    for suffix in ("csv", "yaml"):
        path = mini.data / f"2021/tabellen/gezinnen.{suffix}"
        text = path.read_text(encoding="utf-8")
        mini.write(f"2020/tabellen/gezinnen.{suffix}", text.replace("2021", "2020"))
    mini.change(
        "2022/cijfers.yaml",
        "regels:",
        'noord_eerder:\n  waarde: uit 2021/noord_2021\n  eenheid: aantal\n  jaar: "2020"\n'
        "  status: realisatie\n  omschrijving: In noord\n  bron: Registratie\nregels:",
    )
    cell = mini.prepare().data.cells["cijfers.noord_eerder"]
    assert cell.value == 1040
    assert cell.origin is not None
    assert cell.origin.file.endswith("2020/tabellen/gezinnen.csv")


def test_a_reference_takes_the_rounding_and_the_word_of_the_number(mini):
    """What was published as 'ruim 2.700' is no exact number a year later."""
    figure = (
        'gezinnen_2021:\n  waarde: 2.700\n  eenheid: aantal\n  jaar: "2021"\n'
        "  status: realisatie\n  omschrijving: Gezinnen\n  bron: Registratie\n"
    )
    rounded = "  afgerond_op: 100\n  aanduiding: ruim\n"
    mini.write("2021/cijfers.yaml", figure + rounded)
    mini.change("2022/cijfers.yaml", "regels:", figure.replace("2.700", "uit 2021") + "regels:")
    cell = mini.prepare().data.cells["cijfers.gezinnen_2021"]
    assert (cell.value, cell.rounded_to, cell.qualifier) == (2700, 100, "ruim")


def test_a_later_year_never_changes_an_earlier_one(mini):
    """What 2022 says is nothing to 2021, whatever refers to what."""
    before = mini.prepare(2021)
    refer(mini)
    assert mini.prepare(2021) == before


def test_a_reference_survives_the_workbook(mini, capsys, tmp_path):
    """The controller sees the number; what is not changed comes back as it was typed."""
    refer(mini)
    text = (mini.data / G).read_bytes()
    book = tmp_path / "cijfers.xlsx"
    for command, words in ((exporteer, ["--naar", str(book)]), (importeer, [str(book)])):
        name = command.__name__.rpartition(".")[2]
        options = arguments.parse([name, "--year", "2022", *words], mini.root)
        assert command.run(mini.root, options) == 0
    assert "er verandert niets" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(book)["gezinnen"]
    assert [cell.value for cell in sheet["D"]][3:] == [1040, 12, 1052, 31, "-", 31]
    assert (mini.data / G).read_bytes() == text


def test_only_what_is_typed_here_can_be_mistyped_here(mini):
    """The rehearsal makes no slips in numbers that stand in another folder."""
    refer(mini)
    prepared = mini.prepare()
    guards = rehearse(prepared.data, prepared.earlier).guards
    assert {guard.table: guard.cells for guard in guards}["gezinnen"] == 6


def test_a_row_of_a_year_speaks_of_that_year(mini):
    """Whatever the column says, so that a reference cannot take one year for another."""
    for year in ("2021", "2022"):
        rows = "".join(f'  {y}: {{label: "{y}"}}\n' for y in range(int(year) - 1, int(year) + 1))
        mini.write(
            f"{year}/tabellen/reeks.yaml",
            "titel: Reeks\nbron: Registratie\neenheid: fte\nsleutel:\n  jaar: {kop: Jaar}\n"
            f'kolommen:\n  fte: {{kop: Fte, status: realisatie, jaar: "{year}"}}\nrijen:\n{rows}',
        )
    mini.write("2021/tabellen/reeks.csv", "jaar;fte\n2020;7\n2021;8\n")
    mini.write("2022/tabellen/reeks.csv", "jaar;fte\n2021;uit 2021\n2022;9\n")
    cells = mini.prepare().data.cells
    assert (cells["reeks.2021.fte"].value, cells["reeks.2021.fte"].year) == (8, "2021")
