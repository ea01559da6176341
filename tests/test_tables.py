"""The numbers as they stand in data/: every rule of every shipped year, table by table."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from conftest import each

from pipeline import dutch
from pipeline.checks import check
from pipeline.load import load, years
from pipeline.model import Outcome, Rule, YearData

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("JAARVERSLAG_DATA", ROOT / "data"))


@cache
def loaded(year: int) -> YearData:
    """Return a year as it stands in data/."""
    return load(DATA, year, ROOT / "templates")[0]


@cache
def outcomes(year: int) -> tuple[Outcome, ...]:
    """Return the outcome of every rule instance of a year."""
    earlier = tuple(loaded(before) for before in years(DATA) if before < year)
    return check(loaded(year), earlier).outcomes


def rules(year: int) -> list[Rule]:
    """Return all rules of a year, those of the single figures included."""
    data = loaded(year)
    return [*(rule for table in data.tables.values() for rule in table.rules), *data.figure_rules]


EVERY_RULE = [
    pytest.param(year, rule, id=f"{year}-{rule.table}-{rule.name}")
    for year in years(DATA)
    for rule in rules(year)
]
EVERY_DEVIATION = [
    pytest.param(year, deviation, id=f"{year}-{deviation.rule}")
    for year in years(DATA)
    for deviation in loaded(year).deviations
]
EVERY_TABLE_OF_2020 = [
    pytest.param(table, id=table.id)
    for table in (loaded(2020).tables.values() if 2020 in years(DATA) else ())
]


@pytest.mark.parametrize("year", years(DATA))
def test_a_shipped_year_can_be_read(year):
    """Nothing is wrong with the files themselves, and all tables take part."""
    data, problems = load(DATA, year, ROOT / "templates")
    assert not problems
    assert not data.broken
    assert data.tables or data.figures


@pytest.mark.parametrize(("year", "rule"), EVERY_RULE)
def test_the_rule_holds(year, rule):
    """Each instance holds or is declared with these very values, and something is worked out."""
    own = [outcome for outcome in outcomes(year) if outcome.rule == rule]
    declared = {d.rule: (d.left, d.right) for d in loaded(year).deviations}
    wrong = {o.id: (o.left_text, o.right_text) for o in own if o.verdict == "fout"}
    assert {name: declared.get(name) for name in wrong} == wrong
    assert own, "the rule speaks of nothing"
    untestable = [o for o in own if o.verdict == "niet te toetsen"]
    if len(untestable) == len(own):
        cells = loaded(year).cells
        for outcome in each(untestable):
            values = [cells[name].value for name in outcome.cells]
            assert None in values or 0 in values, outcome.id


@pytest.mark.parametrize(("year", "deviation"), EVERY_DEVIATION)
def test_the_declared_deviation_still_occurs(year, deviation):
    """A declaration that outlives its difference would hide the next error."""
    outcome = {o.id: o for o in outcomes(year)}[deviation.rule]
    assert outcome.verdict == "fout"
    assert dutch.same(deviation.left, outcome.left_text)
    assert dutch.same(deviation.right, outcome.right_text)
    assert deviation.reason
    assert deviation.by


@pytest.mark.parametrize("table", EVERY_TABLE_OF_2020)
def test_every_number_table_has_a_rule(table):
    """Numbers that obey nothing are numbers that nobody checks."""
    if table.cells:
        used = {name.partition(".")[0] for o in outcomes(2020) for name in o.cells}
        assert table.rules
        assert table.id in used


@pytest.mark.parametrize("year", [year for year in years(DATA) if outcomes(year)])
def test_most_rules_of_a_year_are_worked_out(year):
    """A year in which hardly anything can be tested is a year that was not filled in."""
    tested = [o for o in outcomes(year) if o.verdict != "niet te toetsen"]
    assert len(tested) > len(outcomes(year)) / 2
