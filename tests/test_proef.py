"""How good the checks are: the slips, the short way of checking again, and the measured targets."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from conftest import HERE, each
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import arguments, dutch, proofread
from pipeline.checks import check
from pipeline.checks.mutations import group_mutations, last_digit, mutations, swapped
from pipeline.checks.rehearse import Rehearser, rehearse
from pipeline.commands import proef
from pipeline.commands.prepare import prepare
from pipeline.commands.reread import Reader
from pipeline.load import load, years
from pipeline.model import (
    ERROR,
    GROUP_SLIPS,
    SLIPS,
    Cell,
    Place,
    Problem,
    Rehearsal,
    Remark,
    Shown,
    Table,
    YearData,
)

ROOT = HERE.parent
DATA = ROOT / "data"
EXACT = ("maatregelen_per_regio", "maatregelen", "resultatenrekening", "begroting")
"""The tables of 2020 in which every number takes part in an exact identity."""
TYPED = st.decimals(-(10**9), 10**9, allow_nan=False, places=2).map(
    lambda value: value.normalize() if value != value.to_integral_value() else Decimal(int(value))
)


def cell(value: Decimal | None, missing: str = "") -> Cell:
    """Return a cell of which only the value matters."""
    text = "realisatie", "2022", "", Place("x.csv", 2), ""
    return Cell("cijfers.x", value, missing, "aantal", 2, Decimal(0), *text)


# --- the slips -----------------------------------------------------------------------------------


@given(TYPED)
def test_every_slip_changes_the_number(value):
    """Each slip is made at most once, has a name, and gives another number that can be typed."""
    made = list(mutations(cell(value)))
    names = [name for name, _ in made]
    assert names == [slip for slip in SLIPS if slip in names]
    assert "laatste cijfer" in names
    for _, changed in each(made):
        assert changed.value is not None
        assert changed.value != value
        assert dutch.parse(dutch.number(changed.value, 2)) == changed.value


@given(TYPED)
def test_swapped_digits_are_the_same_digits(value):
    """Two neighbours change places: the same digits, the same sign, at most two in other places."""
    other = swapped(value)
    places = max(0, -int(value.as_tuple().exponent))
    before = f"{abs(value):.{places}f}"
    if other is None:
        return
    after = f"{abs(other):.{places}f}"
    assert Counter(after) == Counter(before)
    assert (other < 0) == (value < 0)
    different = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert len(different) == 2
    assert not before[different[0] + 1 : different[1]].strip(".")


@given(TYPED)
def test_the_last_digit_is_one_step_away(value):
    """One higher in the last place that was typed, away from nought."""
    step = abs(last_digit(value) - value)
    assert step == Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    assert abs(last_digit(value)) > abs(value)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("6,8", ["6,9", "68", "6.800", "8,6", "-6,8"]),
        ("-453", ["-454", "-4.530", "-453.000", "-543", "453"]),
        ("1.090", ["1.091", "10.900", "1.090.000", "1.900", "-1.090"]),
        ("100", ["101", "1.000", "100.000", None, "-100"]),
        ("0", ["1", None, None, None, None]),
    ],
)
def test_slips_of_some_numbers(typed, expected):
    """What somebody types instead, in the order of the slips; None where there is no such slip."""
    made = dict(mutations(cell(dutch.parse(typed))))
    values = [made[s].value if s in made else None for s in SLIPS[:-1]]
    assert values == [dutch.parse(text) if text else None for text in expected]


def test_what_is_no_number_is_left_alone():
    """There is no slip in what is not known yet; a dash can become a one."""
    assert not list(mutations(cell(None, "nog niet bekend")))
    assert [(n, c.value, c.missing) for n, c in mutations(cell(Decimal(0), "nihil"))] == [
        ("laatste cijfer", Decimal(1), "")
    ]


def test_a_forecast_can_be_called_an_outcome():
    """The number stays; what is said of it is another thing."""
    foreseen = replace(cell(Decimal(12)), status="begroting")
    assert dict(mutations(foreseen))[SLIPS[-1]] == cell(Decimal(12))
    assert SLIPS[-1] not in dict(mutations(cell(Decimal(12))))


def test_slips_in_several_numbers(mini):
    """Neighbours change places, make up for each other, or are last year's; all in own numbers."""
    table = mini.prepare().data.tables["verzuim"]
    found: dict[str, list[dict[str, str]]] = {}
    for slip, changed in group_mutations(table, table.cells):
        values = {c.id.partition(".")[2]: str(c.value) for c in changed}
        found.setdefault(slip, []).append(values)
    assert list(found) == ["twee cellen", "twee rijen", "over en weer", "rij van vorig jaar"]
    assert found["twee cellen"][0] == {"kort.2021": "1.3", "kort.2022": "1.1"}
    first = {"kort.2021": "0.8", "middellang.2021": "1.1"}
    assert found["twee rijen"][0] == first | {"kort.2022": "0.9", "middellang.2022": "1.3"}
    assert found["over en weer"][0] == {"kort.2021": "1.2", "middellang.2021": "0.7"}
    assert found["rij van vorig jaar"][0] == {"kort.2022": "1.1"}
    assert list(group_mutations(table, {"kort.2021": table.cells["kort.2021"]})) == []


# --- checking again, the short way ---------------------------------------------------------------


@cache
def year(number: int) -> YearData:
    """Return a shipped year."""
    return load(DATA, number, ROOT / "templates")[0]


@cache
def rehearser(number: int) -> Rehearser:
    """Return the checks of a shipped year, ready to be run again."""
    return Rehearser(year(number), before(number))


def before(number: int) -> tuple[YearData, ...]:
    """Return the folders of earlier years."""
    return tuple(year(other) for other in years(DATA) if other < number)


@cache
def slips(number: int) -> list[Cell]:
    """Return every changed cell that a rehearsal of a year tries."""
    return [changed for own in year(number).cells.values() for _, changed in mutations(own)]


@settings(max_examples=60)
@given(st.sampled_from(years(DATA)), st.data())
def test_the_short_way_finds_what_a_full_check_finds(number, data):
    """Problems of the changed year: the old ones that stay, and what the short way says."""
    changed = data.draw(st.sampled_from(slips(number)))
    assert_same(rehearser(number), year(number), before(number), changed)


@settings(max_examples=30)
@given(st.sampled_from([2020, 2021]), st.data())
def test_the_short_way_with_several_numbers(number, data):
    """The same when one slip changes several cells of a table."""
    changed = data.draw(st.sampled_from(group_slips(number)))
    assert_same(rehearser(number), year(number), before(number), *changed)


@cache
def group_slips(number: int) -> list[tuple[Cell, ...]]:
    """Return the changed cells of every slip in several numbers of a year."""
    tables = year(number).tables.values()
    return [changed for t in tables for _, changed in group_mutations(t, known_cells(t))]


def known_cells(table: Table) -> dict[str, Cell]:
    """Return the cells of a table that have a number."""
    return {key: cell for key, cell in table.cells.items() if cell.value is not None}


def assert_same(
    short: Rehearser, data: YearData, earlier: tuple[YearData, ...], *changed: Cell
) -> None:
    """Hold the short way against a full check of the changed year."""
    other, names = data, [cell.id for cell in changed]
    for cell in changed:
        other = other.with_cell(cell)
    whole = check(other, earlier).problems
    unchanged = check(data, earlier).problems
    assert short.before(*names) <= set(unchanged)
    assert set(whole) == (set(unchanged) - short.before(*names)) | short.after(*changed)


@pytest.mark.parametrize("example", ["v04_beginstand_met_andere_naam", "t01_controletelling"])
def test_the_short_way_in_a_year_with_problems(example, mini):
    """The same for every slip in years that have problems, revisions and openings already."""
    for path in (HERE / "faulty" / example).rglob("*"):
        if path.is_file() and path.name != "melding.txt":
            mini.write(str(path.relative_to(HERE / "faulty" / example)), path.read_bytes())
    mini.change("2022/tabellen/gezinnen.csv", "zuid;thuis;28;31", "zuid;thuis;28;29")
    mini.write(
        "2022/afwijkingen.yaml",
        (mini.data / "2022/afwijkingen.yaml").read_text(encoding="utf-8")
        + "herzien:\n  - cijfer: gezinnen.zuid.thuis.stand_2021\n    was: 31\n    is: 29\n"
        "    reden: Correctie.\n    wie: controller\n"
        "  - cijfer: trajecten.intensief.stand_2021\n    was: '-'\n    is: 13\n"
        "    reden: Nieuw.\n    wie: controller\n",
    )
    prepared = mini.prepare()
    short = Rehearser(prepared.data, prepared.earlier)
    for own in prepared.data.cells.values():
        for _, changed in mutations(own):
            assert_same(short, prepared.data, prepared.earlier, changed)


# --- the report ----------------------------------------------------------------------------------


def test_the_report_of_the_fictional_year(mini, capsys, request):
    """Every table with its shares, the totals, and the cells that nothing guards."""
    options = arguments.parse(["proef", "--year", "2022"], mini.root)
    assert proef.run(mini.root, options) == 0
    printed, golden = capsys.readouterr().out, HERE / "proef.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_the_report_as_data(mini, capsys):
    """The same numbers, and each slip that nothing noticed."""
    options = arguments.parse(["proef", "--year", "2022", "--format", "json"], mini.root)
    assert proef.run(mini.root, options) == 0
    (report,) = json.loads(capsys.readouterr().out)
    own = {table["tabel"]: table for table in report["tabellen"]}
    assert report["jaar"] == 2022
    assert own["cijfers"]["cijfers"] == 3
    assert own["cijfers"]["opgemerkt"]["teken"] == [1, 3]
    assert own["gezinnen"]["kopieen"] == 6
    assert own["gezinnen"]["opgemerkt_in_kopieen"]["teken"] == [5, 5]
    assert ["cijfers.kosten_2022", "maal tien"] in own["cijfers"]["gemist"]
    assert own["cijfers"]["onbewaakt"] == [
        {"cijfer": "cijfers.vrijwilligers_2022", "file": "data/2022/cijfers.yaml", "line": 2},
        {"cijfer": "cijfers.kosten_2022", "file": "data/2022/cijfers.yaml", "line": 9},
    ]


def test_another_year_is_a_wrong_command(mini):
    """As with the other commands."""
    options = arguments.parse(["proef", "--year", "1999"], mini.root)
    with pytest.raises(arguments.WrongCommand):
        proef.run(mini.root, options)


def test_a_claim_in_a_text_guards_a_number(mini, monkeypatch):
    """A sentence that shows a number is read again with the changed number in it."""

    def few(material):
        for sentence in material.sentences:
            for mark in sentence.shown:
                item = mark.item
                if isinstance(item, Shown) and "vrijwilligers" in item.fact.id:
                    remark = Remark(
                        "N08", "x", sentence.place(), item.text, sentence.text, "", "fout", ()
                    )
                    wrong = Problem("N08", ERROR, sentence.place(), "Te veel", sentence.text)
                    yield remark, wrong if item.text not in ("veertien", "vijftien") else None

    monkeypatch.setattr(proofread, "PROOFS", (few,))
    year = mini.prepare()
    read_again = Reader(year)
    own = dict(mutations(year.data.cells["cijfers.vrijwilligers_2022"]))
    found = {slip: read_again(changed) for slip, changed in own.items()}
    assert found == {
        "laatste cijfer": False,
        "maal tien": True,
        "maal duizend": True,
        "verwisseld": True,
        "teken": True,
    }
    other = dict(mutations(year.data.cells["cijfers.kosten_2022"]))
    assert not any(read_again(changed) for changed in other.values())


# --- the targets ---------------------------------------------------------------------------------


@cache
def measured(number: int) -> Rehearsal:
    """Return how well a shipped year is guarded."""
    options = arguments.parse(["proef", "--year", str(number), "--data", str(DATA)], ROOT)
    prepared = prepare(ROOT, options, number)
    return rehearse(prepared.data, prepared.earlier, Reader(prepared))


needs_2020 = pytest.mark.skipif(2020 not in years(DATA), reason="the shipped years are elsewhere")


@needs_2020
@pytest.mark.parametrize("table", EXACT)
def test_every_slip_in_an_exact_table_is_noticed(table):
    """All cells, every slip in one number; only a forecast that is called an outcome is not."""
    (guard,) = [guard for guard in measured(2020).guards if guard.table == table]
    assert guard.cells
    assert not {slip for _, slip in guard.escaped} & set(SLIPS[:-1])


@needs_2020
@pytest.mark.parametrize("slip", [*SLIPS[:-1], *GROUP_SLIPS])
def test_each_kind_of_slip_in_tables_is_noticed(slip):
    """At least 90% in all tables of 2020, for each but the last of the slips in one number."""
    (share,) = [share for share in measured(2020).pooled(tables_only=True) if share.slip == slip]
    assert share.noticed >= Decimal("0.9") * share.made


@pytest.mark.parametrize(("number", "least"), [(2020, "0.9"), (2021, "0.65")])
def test_slips_in_all_own_numbers_together_are_noticed(number, least, capsys):
    """Single figures included; 2021 has little else yet, each typed once. Printed."""
    shares = measured(number).pooled()
    made, noticed = sum(s.made for s in shares), sum(s.noticed for s in shares)
    last = shares[0]
    with capsys.disabled():
        print(
            f"\n{number}: {noticed} van {made} vergissingen in eigen cijfers opgemerkt, van het "
            f"laatste cijfer {last.noticed} van {last.made}"
        )
    assert made
    assert noticed >= Decimal(least) * made


@needs_2020
def test_a_copy_that_differs_is_always_noticed():
    """Which is why copies are no measure: all of 2021's, whatever the slip in the number."""
    assert not any(share.made for share in measured(2020).copied)
    for share in each(measured(2021).copied[:-1]):
        assert share.noticed == share.made > 0


@pytest.mark.parametrize("number", years(DATA))
def test_the_unchanged_year_has_no_problem(number):
    """No FOUT and no LET OP, so that whatever is noticed comes from the slip."""
    assert not check(year(number), before(number)).problems


def test_the_rehearsal_counts_every_number_once():
    """Each number of a year and none twice; what is not known is not counted."""
    for number in each(years(DATA)):
        known = [c for c in year(number).cells.values() if c.value is not None]
        typed = [c for c in known if c.origin is None]
        counted = sum(guard.cells + guard.copies for guard in measured(number).guards)
        assert counted == len(typed)
