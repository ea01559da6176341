"""Laws of protection, on random tables of regions and measures with margins and stock and flow."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from conftest import each
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load import load
from pipeline.protect import protect
from pipeline.protect.attack import attack
from pipeline.protect.facts import World
from pipeline.protect.guard import _most
from pipeline.protect.suppress import WIDTH, suppress

COLUMNS = ("stand_2022", "instroom_2022", "uitstroom_2022", "stand_2021")
FLOW = """\
  - naam: stand sluit aan
    voor_elke: rij
    geldt: stand_2022 = stand_2021 + instroom_2022 - uitstroom_2022
"""
SUM = """\
  - naam: som over de regio's
    voor_elke: cel
    rijen: [{}]
    geldt: cel = som(klein.*.{{rij}}.{{kolom}})
"""
YEAR = """\
jaar: 2022
publicaties:
  jaarverslag: {titel: Jaar, samenvatting: Kort., status: concept}
"""


def yaml(keys: str, rows: list[str], telt: str, rules: str) -> str:
    """Return the YAML of a table."""
    columns = "".join(f"  {c}: {{kop: {c}, status: realisatie}}\n" for c in COLUMNS)
    labels = "".join(f"  {r}: {{label: {r}}}\n" for r in rows)
    return (
        f"titel: T\nbron: B\nsleutel:\n{keys}eenheid: aantal\n{telt}"
        f"kolommen:\n{columns}rijen:\n{labels}regels:\n{rules}"
    )


def write(folder: Path, small: dict[tuple[str, str], tuple[int, ...]]) -> None:
    """Write a year in which a small table is suppressed and its sums per measure are exact."""
    regions, measures = (list(dict.fromkeys(part)) for part in zip(*small, strict=True))
    tables = folder / "2022/tabellen"
    tables.mkdir(parents=True, exist_ok=True)
    (folder / "organisatie.yaml").write_text("naam: A\n")
    (folder / "2022/verslagjaar.yaml").write_text(YEAR)
    lines = [f"{r};{m};" + ";".join(map(str, row)) for (r, m), row in small.items()]
    keys = "  regio: {kop: R}\n  maatregel: {kop: M}\n"
    header = ";".join(COLUMNS)
    (tables / "klein.csv").write_text("\n".join([f"regio;maatregel;{header}", *lines]) + "\n")
    said = "telt: kinderen\nopenbaar: {profiel: onderdrukt}\n"
    (tables / "klein.yaml").write_text(yaml(keys, [*regions, *measures], said, FLOW))
    sums = {m: [sum(small[r, m][i] for r in regions) for i in range(4)] for m in measures}
    lines = [f"{m};" + ";".join(map(str, row)) for m, row in sums.items()]
    (tables / "groot.csv").write_text("\n".join([f"maatregel;{header}", *lines]) + "\n")
    rules = FLOW + SUM.format(", ".join(measures))
    said = "telt: kinderen\nopenbaar: {profiel: exact, reden: Een test.}\n"
    (tables / "groot.yaml").write_text(yaml("  maatregel: {kop: M}\n", measures, said, rules))


def world_of(folder: Path, small: dict[tuple[str, str], tuple[int, ...]]) -> World:
    """Return the world of such a year."""
    write(folder, small)
    templates = folder / "vormen"
    (templates / "jaarverslag").mkdir(parents=True, exist_ok=True)
    (templates / "jaarverslag/publicatie.yaml").write_text("naam: Jaarverslag\n")
    data, problems = load(folder, 2022, templates)
    assert {p.code for p in problems} <= {"B01"}  # there are no texts
    return World.of((data,))


@st.composite
def tables(draw, regions=(2, 3), measures=(1, 3), least=1, most=14):
    """Return {(region, measure): (end, in, out, begin)}, each row true to stock and flow."""
    small = {}
    sizes = draw(st.integers(*regions)), draw(st.integers(*measures))
    for region, measure in product(*(range(size) for size in sizes)):
        begin, came = draw(st.integers(least, most)), draw(st.integers(least, most))
        left = draw(st.integers(min(least, begin + came - least), begin + came - least))
        row = (begin + came - left, came, left, begin)
        small[f"r{region}", f"m{measure}"] = row
    return small


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder that each example overwrites."""
    return tmp_path_factory.mktemp("tabellen")


@settings(max_examples=60)
@given(small=tables())
def test_no_hidden_count_is_known_within_five(folder, small):
    """Every hidden count has room for 5, unless hiding all that can be hidden gives no room."""
    world = world_of(folder, small)
    choice = suppress(world, {})
    counts = {
        f for f, fact in world.facts.items() if f.startswith("klein") and 1 <= fact.value <= 4
    }
    assert counts == choice.primary
    found = attack(world, {2022: choice.hidden})
    assert set(found) == choice.hidden
    narrow = {f for f, i in found.items() if i.width < WIDTH}
    at_best = attack(world, _most(world)) if narrow else {}
    assert all(at_best[f].width < WIDTH for f in narrow)


@settings(max_examples=40)
@given(small=tables(regions=(2, 2), measures=(1, 1), least=0, most=8))
def test_the_attack_is_exactly_what_trying_everything_finds(folder, small):
    """On two regions and one measure, the interval of each hidden count is the true one."""
    world = world_of(folder, small)
    for hidden in (suppress(world, {}).hidden, suppress(world, {}).primary):
        found = attack(world, {2022: hidden})
        tried = completions(small, hidden)
        assert tried
        for fact, interval in each(found.items()):
            values = [one[fact] for one in tried]
            assert (interval.low, interval.high) == (min(values), max(values)), fact


def completions(small, hidden) -> list[dict[str, int]]:
    """Return every way to fill in the hidden counts, found by trying all numbers."""
    true = {
        f"klein.{region}.m0.{column}": value
        for (region, _), row in small.items()
        for column, value in zip(COLUMNS, row, strict=True)
    }
    sums = [sum(row[i] for row in small.values()) for i in range(4)]
    found = []
    for came, left, begin in product(*(range(top + 1) for top in sums[1:])):
        first = (begin + came - left, came, left, begin)
        second = tuple(total - own for total, own in zip(sums, first, strict=True))
        both = {
            f"klein.r{i}.m0.{c}": v
            for i, row in enumerate((first, second))
            for c, v in zip(COLUMNS, row, strict=True)
        }
        if all(v >= 1 if f in hidden else v == true[f] for f, v in both.items()):
            found.append(both)
    return found


@settings(max_examples=25)
@given(small=tables(regions=(2, 3), measures=(1, 2), least=0))
def test_what_cannot_be_held_is_reported(folder, small):
    """Each hidden count with too little room is an error that names it, and no other is."""
    world = world_of(folder, small)
    (data,) = world.vintages
    protected, problems = protect(data, (), ())
    record = next(p for p in protected.protections if p.table == "klein")
    narrow = {
        cell
        for cell, (low, high) in record.intervals.items()
        if high is not None and high - low < WIDTH
    }
    named = {dict(p.context)["cijfer"] for p in problems if p.code == "D03"}
    assert named == narrow
    shown = protected.of["jaarverslag"].tables["klein"].cells.values()
    assert not [c for c in shown if c.value is not None and 1 <= c.value <= 4]


@settings(max_examples=40)
@given(
    small=tables(least=0, most=9),
    pick=st.integers(0, 8),
    column=st.integers(0, 3),
    said=st.sampled_from(["", "  openbaar: {profiel: exact, reden: Een test.}\n"]),
    phrase=st.sampled_from(["met {1} in {0}", "in {0}", "buiten {0}", "met {1}"]),
)
def test_a_figure_that_is_shown_gives_no_hidden_count_away(
    folder, small, pick, column, said, phrase
):
    """Whoever knows what a shown figure describes still cannot tell a hidden count, or it is told.

    The figure is a cell, the cells of a region or measure together, or those of all other regions.
    """
    region, measure = list(small)[pick % len(small)]
    parts = {
        "met {1} in {0}": [(region, measure)],
        "in {0}": [key for key in small if key[0] == region],
        "buiten {0}": [key for key in small if key[0] != region],
        "met {1}": [key for key in small if key[1] == measure],
    }[phrase]
    value = sum(small[key][column] for key in parts)
    label = f"Kinderen {phrase.format(region, measure)}"
    name = COLUMNS[column]
    (folder / "2022").mkdir(exist_ok=True)
    (folder / "2022/cijfers.yaml").write_text(
        f'proef:\n  waarde: {value}\n  eenheid: aantal\n{said}  jaar: "{name[-4:]}"\n'
        f"  status: realisatie\n  omschrijving: {label}\n  bron: B\n"
    )
    (data,) = world_of(folder, small).vintages
    (folder / "2022/cijfers.yaml").unlink()
    protected, problems = protect(data, (), ())
    hidden = [f"klein.{r}.{m}.{name}" for r, m in parts]
    hidden = [cell for cell in hidden if cell in protected.hidden]
    figure = protected.of["jaarverslag"].figures["proef"]
    told = {dict(p.context)["cijfer"] for p in problems if p.code == "D03"}
    if figure.value is not None and len(hidden) == 1:
        assert set(hidden) <= told
    if not value or value > 4:
        return
    assert said or figure.value is None
