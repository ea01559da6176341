"""The published tables of 2020 that charts are drawn from, and a 2021 of which nothing is known."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pipeline import dutch
from pipeline.model import (
    NIHIL,
    NOT_KNOWN_YET,
    Cell,
    Column,
    Figures,
    Organisation,
    Place,
    Row,
    Table,
)

HERE = Place("tabel.csv", 1)

# Per table: unit, decimals, columns, and rows with their label and numbers as published for 2020.
PUBLISHED = {
    "kerncijfers_maatregelen": (
        "aantal",
        "2017 2018 2019 2020 2021:prognose",
        """
        ots_kort   | OTS korter dan 1 jaar | 763 782 861 802 794
        ots_lang   | OTS langer dan 1 jaar | 1.156 1.212 1.231 1.333 1.417
        voogdij    | Voogdij      | 860 824 780 744 717
        jr_basis   | JR-basis     | 722 619 551 546 541
        """,
    ),
    "maatregelen": (
        "aantal",
        "stand_2020 instroom_2020 uitstroom_2020 stand_2019 instroom_2019 uitstroom_2019",
        """
        preventief | Preventief         | 280 567 531 244 607 717
        ots_kort   | OTS korter dan 1 jaar       | 755 842 894 807 1.103 1.101
        ots_lang   | OTS langer dan 1 jaar       | 1.279 678 584 1.185 648 630
        voogdij    | Voogdij            | 623 91 127 659 148 180
        jr_basis   | JR-basis           | 508 385 420 543 685 703
        samenloop  | Samenloop          | 53 78 86 61 111 116
        overig     | Overige producten  | 35 94 94 35 81 84
        totaal     | Totaal             | 3.533 2.735 2.736 3.534 3.383 3.531
        """,
    ),
    "maatregelen_per_regio": (
        "aantal",
        "stand_2020 stand_2019",
        """
        haaglanden.preventief | Haaglanden / Preventief | 115 71
        haaglanden.ots_kort | Haaglanden / OTS korter dan 1 jaar | 287 384
        haaglanden.ots_lang | Haaglanden / OTS langer dan 1 jaar | 542 508
        haaglanden.voogdij | Haaglanden / Voogdij | 246 261
        haaglanden.jr_basis | Haaglanden / JR-basis | 323 330
        haaglanden.samenloop | Haaglanden / Samenloop | 27 29
        haaglanden.overig | Haaglanden / Overige producten | 23 20
        noord.preventief | Zuid-Holland Noord / Preventief | 57 24
        noord.ots_kort | Zuid-Holland Noord / OTS korter dan 1 jaar | 160 158
        noord.ots_lang | Zuid-Holland Noord / OTS langer dan 1 jaar | 260 221
        noord.voogdij | Zuid-Holland Noord / Voogdij | 113 105
        noord.jr_basis | Zuid-Holland Noord / JR-basis | 84 94
        noord.samenloop | Zuid-Holland Noord / Samenloop | 5 18
        noord.overig | Zuid-Holland Noord / Overige producten | 10 9
        midden.preventief | Zuid-Holland Midden / Preventief | 108 81
        midden.ots_kort | Zuid-Holland Midden / OTS korter dan 1 jaar | 131 129
        midden.ots_lang | Zuid-Holland Midden / OTS langer dan 1 jaar | 252 222
        midden.voogdij | Zuid-Holland Midden / Voogdij | 109 108
        midden.jr_basis | Zuid-Holland Midden / JR-basis | 32 35
        midden.samenloop | Zuid-Holland Midden / Samenloop | 7 3
        midden.overig | Zuid-Holland Midden / Overige producten | 1 3
        zuid.preventief | Zuid-Holland Zuid / Preventief | - 68
        zuid.ots_kort | Zuid-Holland Zuid / OTS korter dan 1 jaar | 177 136
        zuid.ots_lang | Zuid-Holland Zuid / OTS langer dan 1 jaar | 225 234
        zuid.voogdij | Zuid-Holland Zuid / Voogdij | 155 185
        zuid.jr_basis | Zuid-Holland Zuid / JR-basis | 69 84
        zuid.samenloop | Zuid-Holland Zuid / Samenloop | 14 11
        zuid.overig | Zuid-Holland Zuid / Overige producten | 1 3
        """,
    ),
    "verzuim": (
        "procent",
        "2017 2018 2019 2020",
        """
        kort       | Kort (1 t/m 7 dagen) | 0,3 0,4 0,5 0,3
        middellang | Middellang (8 t/m 42 dagen) | 0,7 0,5 0,5 0,5
        lang       | Lang (43 t/m 365 dagen) | 3,8 3,8 3,9 2,8
        zeer_lang  | Zeer lang (langer dan 365 dagen) | 1,0 1,6 1,5 1,2
        totaal     | Totaal       | 5,8 6,6 6,3 4,8
        """,
    ),
    "kerncijfers_formatie": (
        "fte",
        "2017 2018 2019 2020 2021:prognose",
        """
        formatie    | Formatie | 497 451 440 447 454
        verloop     | Verloop %| 23,5 23,6 18,8 16,5 12,5
        """,
    ),
    "resultatenrekening": (
        "euro_duizend",
        "bedrag_2019 aandeel_2019 bedrag_2020 aandeel_2020"
        " bedrag_2021:begroting aandeel_2021:begroting",
        """
        totale_opbrengsten | Totale opbrengsten | 41.183 100,0 43.261 100,0 45.988 100,0
        totale_kosten      | Totale kosten      | 40.991 99,5 43.714 101,0 45.397 98,7
        resultaat          | Resultaat          | 192 0,5 -453 -1,0 591 1,3
        """,
    ),
    "kerncijfers_overig": (
        "aantal",
        "2017 2018 2019 2020",
        """
        klachten           | Klachten             | 114 124 117 123
        inspectiemeldingen | Meldingen bij de inspectie | 10 18 8 6
        clientincidenten   | Cliëntincidenten     | 103 121 126 127
        tuchtzaken         | Tuchtzaken           | 2 9 5 5
        agressie_incidenten| Agressie-incidenten tegen personeel | 51 53 41 36
        """,
    ),
    "fte_werksoort": (
        "fte",
        "2018 2019 2020 2021:begroting",
        """
        jb_jr     | JB/JR-teams | 333 325 329 326
        cit       | Crisis Interventie Team | 42 40 39 41
        ecz       | Expertiseteam Complexe Zorg | 13 11 13 12
        projecten | Projecten en detachering | 2 2 - -
        beleid    | Beleid en bedrijfsvoering, met huisvesting | 62 62 66 70
        totaal    | Totaal | 451 440 447 449
        """,
    ),
    "tevredenheid": (
        "getal",
        "april=2020 juni=2020 oktober=2020",
        """
        tevredenheidscijfer | Tevredenheidscijfer | 6,8 7,2 6,8
        """,
    ),
    "personeelsverloop": (
        "aantal",
        "2017 2018 2019 2020",
        """
        instroom  | Instroom  | 165 86 105 92
        uitstroom | Uitstroom | 180 132 100 87
        """,
    ),
}


def figures(year: int = 2020) -> Figures:
    """Return the published figures of 2020, or those of a 2021 of which nothing is known yet."""
    tables = {name: _table(name, *parts, year) for name, parts in PUBLISHED.items()}
    cells = {cell.id: cell for table in tables.values() for cell in table.cells.values()}
    nobody = Organisation("Jeugdbescherming", "Jeugdbescherming", "", "")
    return Figures(year, nobody, tables, cells, (), {})


def _table(name: str, unit: str, columns: str, lines: str, year: int) -> Table:
    heads = [_column(unit, column) for column in columns.split()]
    rows, cells = [], {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        key, label, numbers = (part.strip() for part in line.split("|"))
        own = "procent" if label.endswith(" %") else unit
        row = Row(
            tuple(key.split(".")), tuple(label.removesuffix(" %").split(" / ")), key == "totaal", 1
        )
        rows.append(row)
        for column, number in zip(heads, numbers.split(), strict=True):
            cells[f"{row.id}.{column.id}"] = _cell(name, row, column, number, own)
    table = Table(
        name,
        name,
        "bron",
        "",
        ("rij",),
        ("Rij",),
        tuple(heads),
        tuple(rows),
        cells,
        {},
        (),
        HERE,
        HERE,
    )
    return table if year == 2020 else _a_year_later(table)


def _column(unit: str, text: str) -> Column:
    name, _, status = text.partition(":")
    ident, _, year = name.partition("=")
    own = "procent" if ident.startswith("aandeel") else unit
    return Column(ident, ident, "getal", own, 0, status or "realisatie", year or ident[-4:])


def _cell(table: str, row: Row, column: Column, number: str, unit: str) -> Cell:
    value = Decimal(0) if number == "-" else dutch.parse(number)
    unit = column.unit if column.unit == "procent" else unit
    decimals = len(number.partition(",")[2])
    ident = f"{table}.{row.id}.{column.id}"
    missing = NIHIL if number == "-" else ""
    exact = Decimal(0) if unit == "aantal" else Decimal(1).scaleb(-decimals)
    return Cell(
        ident, value, missing, unit, decimals, exact, column.status, column.year, "", HERE, ""
    )


def _a_year_later(table: Table) -> Table:
    """Return the table with its oldest year gone and a 2021 of which nothing is known."""
    kept = [c for c in table.columns if c.status == "realisatie"]
    added = {
        column.id.replace("2020", "2021"): column
        for column in kept
        if "2020" in (column.id, column.year, column.id[-4:])
    }
    new = [replace(column, id=ident, heading=ident, year="2021") for ident, column in added.items()]
    if table.id == "tevredenheid":
        kept = []
    cells = {
        f"{row.id}.{column.id}": replace(
            table.cell(row.id, added[column.id].id), value=None, missing=NOT_KNOWN_YET, year="2021"
        )
        for row in table.rows
        for column in new
    }
    return replace(table, columns=(*kept, *new), cells={**table.cells, **cells})
