"""The big sums of the shipped years, worked out again by another program: pandas, from the CSV.

The rules of the tables do the same inside the pipeline; this shares no code with them, so that a
mistake in the reader or the formula language cannot hide itself.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parent.parent / "data"
COLUMNS = [f"{what}_{year}" for year in (2020, 2019) for what in ("stand", "instroom", "uitstroom")]
VARIANTS = {
    "preventief/product 2b": "preventief",
    "ots<1 jaar": "ots_kort",
    "ots>1 jaar": "ots_lang",
    "jr-basis": "jr_basis",
    "overige producten": "overige",
}


def frame(year: int, table: str) -> pd.DataFrame:
    """Return a table of a year with whole numbers; a dash counts as nought."""
    path = DATA / str(year) / "tabellen" / f"{table}.csv"
    read = pd.read_csv(path, sep=";", decimal=",", thousands=".", dtype=str).replace("-", "0")
    read["maatregel"] = read["maatregel"].str.lower().replace(VARIANTS)
    numbers = read[COLUMNS].apply(lambda column: column.str.replace(".", "", regex=False))
    read[COLUMNS] = numbers.astype(int)
    return read


def test_annex_is_complete() -> None:
    """Four regions with seven measures and six columns of numbers each."""
    annex = frame(2020, "maatregelen_per_regio")
    assert annex.groupby("regio")["maatregel"].nunique().tolist() == [7, 7, 7, 7]
    assert annex[COLUMNS].size == 28 * 6


@pytest.mark.parametrize("column", COLUMNS)
def test_regions_add_up_to_the_total_table(column: str) -> None:
    """Per measure, the four regions together are the number of table 1."""
    regions = frame(2020, "maatregelen_per_regio").groupby("maatregel")[column].sum()
    total = frame(2020, "maatregelen").set_index("maatregel")[column]
    assert regions.to_dict() == total.drop("totaal").to_dict()
    assert total.drop("totaal").sum() == total["totaal"]


@pytest.mark.parametrize("table", ["maatregelen", "maatregelen_per_regio"])
def test_stock_and_flow_of_2020(table: str) -> None:
    """Stock at the start plus inflow minus outflow is the stock at the end, in every row."""
    rows = frame(2020, table)
    expected = rows["stand_2019"] + rows["instroom_2020"] - rows["uitstroom_2020"]
    assert rows["stand_2020"].tolist() == expected.tolist()
