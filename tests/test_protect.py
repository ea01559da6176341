"""Small counts of children: what is hidden or rounded, and what a reader can still work out.

The numbers are those of the annex of 2020 (28 rows x 6 columns), with Tabel 1 as known margins.
"""

from __future__ import annotations

import sys
import time

import annex
import pytest
from conftest import each

from pipeline.load import load
from pipeline.model import HIDDEN
from pipeline.protect.attack import attack
from pipeline.protect.facts import World
from pipeline.protect.suppress import WIDTH, suppress
from pipeline.render.register import rounding

SUPPRESSED = "openbaar: {profiel: onderdrukt}\n"
TWO = "openbaar:\n  profiel: onderdrukt\n  publicaties:\n"
ROUNDED = "openbaar: {profiel: afgerond5}\n"


@pytest.fixture(scope="module")
def suppressed(tmp_path_factory):
    """The year 2020 with the annex suppressed."""
    return annex.prepared(annex.copy(tmp_path_factory.mktemp("x") / "data", SUPPRESSED))


@pytest.fixture(scope="module")
def rounded(tmp_path_factory):
    """The year 2020 with the annex rounded to multiples of five."""
    return annex.prepared(annex.copy(tmp_path_factory.mktemp("r") / "data", ROUNDED))


def of_annex(prepared, publication="jaarverslag"):
    """Return the record of the annex in a publication."""
    return next(
        p
        for p in prepared.protected.protections
        if (p.table, p.publication) == (annex.ANNEX, publication)
    )


def cells(prepared, publication="jaarverslag"):
    """Return the cells of the annex as a publication has them."""
    return prepared.protected.of[publication].tables[annex.ANNEX].cells.values()


def test_as_published_nothing_is_hidden(tmp_path):
    """The shipped year shows the annex exactly, and says so once, with its small cells."""
    shipped = annex.prepared(annex.ROOT / "data")
    assert shipped.protected.of["jaarverslag"] is shipped.data
    assert not shipped.protected.hidden
    small = [p for p in shipped.problems if p.code == "D02"]
    assert [p.severity for p in small] == ["LET OP"]
    assert small[0].found.startswith("7 aantallen")


def test_suppressed_hides_every_small_count(suppressed, capsys):
    """No cell of the annex shows 1 to 4; seven such counts take a few others with them."""
    record = of_annex(suppressed)
    assert not suppressed.has_errors
    assert len(record.primary) == 7
    assert 0 < len(record.secondary) <= 14
    assert not [c for c in cells(suppressed) if c.value is not None and 1 <= c.value <= 4]
    hidden = {c.id for c in cells(suppressed) if c.missing == HIDDEN}
    assert hidden == {*record.primary, *record.secondary} == suppressed.protected.hidden
    with capsys.disabled():
        sys.stdout.write(
            f"\nannex 2020: {len(record.primary)} primary, {len(record.secondary)} secondary\n"
        )


def test_a_reader_of_the_suppressed_annex_learns_nothing(suppressed):
    """Every hidden cell can be numbers that lie at least 5 apart."""
    record = of_annex(suppressed)
    assert set(record.intervals) == {*record.primary, *record.secondary}
    for low, high in each(record.intervals.values()):
        assert high is None or high - low >= WIDTH


def test_hiding_only_the_small_counts_is_not_enough(tmp_path):
    """The attack can fail a choice: with the margins known, it finds every one of the seven."""
    data, _ = load(annex.copy(tmp_path / "data", SUPPRESSED), 2020, annex.ROOT / "templates")
    world = World.of((data,))
    choice = suppress(world, {})
    found = attack(world, {2020: choice.primary})
    assert {f for f, i in found.items() if i.low == i.high} == set(choice.primary)
    assert all(world.facts[fact].value == i.low for fact, i in found.items())


def test_each_secondary_choice_matters_somewhere(tmp_path):
    """Showing all but one of the secondary cells again gives at least one small count away."""
    data, _ = load(annex.copy(tmp_path / "data", SUPPRESSED), 2020, annex.ROOT / "templates")
    world = World.of((data,))
    choice = suppress(world, {})
    for kept in each(choice.secondary):
        found = attack(world, {2020: choice.primary | {kept}})
        assert any(i.width < WIDTH for f, i in found.items() if f in choice.primary)


def test_rounded_shows_multiples_of_five(rounded):
    """Every count of the annex is a multiple of 5, near the true one, with a note."""
    true = {c.id: c.value for c in rounded.data.tables[annex.ANNEX].cells.values()}
    for cell in each(cells(rounded)):
        assert cell.value % 5 == 0
        assert -2 <= cell.value - true[cell.id] <= 2
        assert not cell.missing
    (note,) = rounded.protected.of["jaarverslag"].notes
    assert "afgerond op een veelvoud van" in note.text
    assert set(note.cells) == set(true)


def test_rounded_gives_no_small_count_away(rounded):
    """With Tabel 1 known exactly, each count of 1 to 4 can still be more than one number."""
    assert not rounded.has_errors
    record = of_annex(rounded)
    true = {c.id: c.value for c in rounded.data.tables[annex.ANNEX].cells.values()}
    small = [i for i, value in true.items() if 1 <= value <= 4]
    assert len(small) == 7
    for cell in each(small):
        low, high = record.intervals[cell]
        assert low < high


def test_two_publications_may_not_differ(tmp_path):
    """What the public version hides and the annual report shows is no secret: D03."""
    said = f"{TWO}    jaarverslag: {{profiel: exact, reden: Een test.}}\n"
    found = annex.prepared(annex.copy(tmp_path / "data", said))
    wrong = [p for p in found.problems if p.code == "D03"]
    assert len(wrong) == 1
    assert "jaarverslag 2020 toont exact" in wrong[0].found


def test_rounded_beside_exact_is_no_secret(tmp_path):
    """The public version rounds small counts that the annual report shows exactly: D03."""
    said = (
        "openbaar:\n  profiel: afgerond5\n  publicaties:\n"
        "    jaarverslag: {profiel: exact, reden: Een test.}\n"
    )
    found = annex.prepared(annex.copy(tmp_path / "data", said))
    wrong = [p for p in found.problems if p.code == "D03"]
    assert len(wrong) == 1
    assert wrong[0].expected == "afgerond, zoals in publieksversie 2020"
    assert wrong[0].found.count("overige.") == 6


def test_without_small_counts_publications_may_differ(tmp_path):
    """Tabel 1 has no small counts: the public version may round what the report shows exactly."""
    said = (
        "openbaar:\n  profiel: exact\n  reden: Een test.\n"
        "  publicaties:\n    publieksversie: {profiel: afgerond5}\n"
    )
    year = annex.prepared(annex.copy(tmp_path / "data", said, table="maatregelen"))
    assert not year.has_errors
    tables = {n: y.tables["maatregelen"] for n, y in year.protected.of.items()}
    assert tables["jaarverslag"].cell("totaal", "stand_2020").value == 3533
    assert tables["publieksversie"].cell("totaal", "stand_2020").value == 3535


def test_rounded_beside_suppressed_is_too_near(tmp_path):
    """A hidden number whose rounded form stands elsewhere is known within four: D03."""
    said = f"{TWO}    publieksversie: {{profiel: afgerond5}}\n"
    found = annex.prepared(annex.copy(tmp_path / "data", said))
    wrong = [p for p in found.problems if p.code == "D03"]
    assert len(wrong) == 1
    assert "publieksversie 2020 toont afgerond" in wrong[0].found


def test_what_last_year_showed_cannot_be_hidden(tmp_path):
    """2021 wants to hide what the folder of 2020 shows exactly: D03, at the table of 2021."""
    found = annex.prepared(annex.copy(tmp_path / "data", SUPPRESSED, years=(2021,)), 2021)
    wrong = [p for p in found.problems if p.code == "D03"]
    assert wrong
    assert all(p.place.file.endswith("2021/tabellen/maatregelen_per_regio.yaml") for p in wrong)
    assert all("2020 toont exact" in p.found for p in wrong)


def test_two_suppressed_years_hide_the_same(tmp_path):
    """2021 hides of 2020 what 2020 hid, and neither year gives the other away."""
    data = annex.copy(tmp_path / "data", SUPPRESSED, years=(2020, 2021))
    old, new = annex.prepared(data, 2020), annex.prepared(data, 2021)
    assert not old.has_errors
    assert not new.has_errors
    both = {c.id for c in cells(new)} & {c.id for c in cells(old)}
    assert old.protected.hidden & both <= new.protected.hidden
    assert old.protected.guarded == new.protected.guarded == {annex.ANNEX}


def test_a_later_year_that_shows_it_gives_it_away(tmp_path):
    """2020 hides, 2021 shows the same cells exactly: the check of 2021 says so."""
    found = annex.prepared(annex.copy(tmp_path / "data", SUPPRESSED), 2021)
    assert "D03" in [p.code for p in found.problems]


def test_a_declared_difference_is_known_too(tmp_path):
    """A rule that fails and is declared tells the reader as much as one that holds."""
    data = annex.copy(tmp_path / "data", SUPPRESSED)
    table = data / "2020/tabellen/maatregelen.csv"
    table.write_text(
        table.read_text("utf-8").replace("overige;35;94;94;35;", "overige;36;94;95;36;")
    )
    year, _ = load(data, 2020, annex.ROOT / "templates")
    world = World.of((year,))
    choice = suppress(world, {})
    found = attack(world, {2020: choice.primary})
    assert {f for f, i in found.items() if i.low == i.high} == set(choice.primary)
    assert all(i.width >= WIDTH for i in attack(world, {2020: choice.hidden}).values())


def test_protection_takes_seconds_at_most(tmp_path, capsys):
    """The annex is protected and attacked in less than three seconds on a slow machine."""
    data = annex.copy(tmp_path / "data", SUPPRESSED)
    annex.prepared(data)
    start = time.perf_counter()
    annex.prepared(data)
    taken = time.perf_counter() - start
    start = time.perf_counter()
    annex.prepared(annex.ROOT / "data")
    without = time.perf_counter() - start
    with capsys.disabled():
        sys.stdout.write(f"\nprepare 2020: {taken:.2f} s suppressed, {without:.2f} s as shipped\n")
    assert taken - without < 3


def test_hidden_numbers_stay_out_of_every_later_record(suppressed):
    """Documents hold no value for a hidden cell, nor for a number derived from one."""
    hidden = suppressed.protected.hidden
    for document in each(suppressed.documents):
        for chart in each(document.charts):
            for _, row in each(chart.data.rows):
                assert all(c.value is None for c in row if c.id in hidden)
        for chapter in each(document.chapters):
            for block in each(chapter.blocks):
                table = getattr(block, "table", None)
                found = table.cells.values() if table else ()
                assert all(c.value is None for c in found if c.id in hidden)


def test_a_chart_says_nothing_untrue_of_what_is_hidden_or_rounded(suppressed, rounded):
    """The description names what is not shown, and calls a rounded nought no nought."""
    told = {}
    for name, year in (("x", suppressed), ("5", rounded)):
        document = next(d for d in year.documents if d.publication.id == "jaarverslag")
        told[name] = next(c.spoken for c in document.charts if c.name == annex.ANNEX)
    assert "Niet getoond: samenloop in Zuid-Holland Noord" in told["x"]
    assert "overige producten" not in told["5"]
    assert "Geen lopende maatregelen: preventief in Zuid-Holland Zuid." in told["x"]


@pytest.mark.parametrize("said", ["kinderne", "kind", "Kinderen met een maatregel", "cliënten"])
def test_a_slip_in_what_is_counted_exposes_nobody(tmp_path, said):
    """A table that means children is protected, however that is written."""
    data = annex.copy(tmp_path / "data", "")
    path = data / "2020/tabellen" / f"{annex.ANNEX}.yaml"
    path.write_text(path.read_text("utf-8").replace("telt: kinderen", f"telt: {said}"), "utf-8")
    prepared = annex.prepared(data)
    assert of_annex(prepared).profile == "onderdrukt"
    assert any(cell.missing == HIDDEN for cell in cells(prepared))


def test_the_register_calls_no_hidden_number_exact(suppressed):
    """What is not shown has no rounding to speak of; what is shown has."""
    said = {cell.missing == HIDDEN: rounding(cell) for cell in cells(suppressed)}
    assert said == {True: "", False: "exact"}
