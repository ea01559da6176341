"""A small publication of an organisation that does not exist, for the tests of the renderers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from pipeline.load.house_style import read_house_style
from pipeline.model import (
    NOT_KNOWN_YET,
    Cell,
    Chapter,
    ChartBlock,
    ChartData,
    Column,
    Document,
    Footnote,
    Heading,
    Note,
    NotesBlock,
    Organisation,
    Place,
    Prose,
    Publication,
    Reference,
    Row,
    Shown,
    Table,
    TableBlock,
)

TEMPLATES = Path(__file__).parents[1] / "templates"
HERE = Place("data/2020/teksten/jaarverslag/01-werk.md", 1)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="240" viewBox="0 0 620 240">'
    '<path d="M20 220h580" stroke="#1d3557"/><path d="M60 220V80h90v140z" fill="#1d3557"/>'
    '<path d="M260 220V60h90v160z" fill="#1d3557"/><path d="M460 220V120h90v100z" fill="#1b7f79"/>'
    '<text x="60" y="70" font-family="Source Sans Pro" font-size="14">4,1</text></svg>'
)
CHARTS = {"wachttijd": SVG}
ORGANISATION = Organisation(
    "Jeugdhulp Voorbeeldstad",
    "JHV",
    "Samen sterk in elke wijk",
    "https://voorbeeld.example",
    read_house_style(Path(), "", Place(""), []),
)


def cell(path: str, number: str, unit: str = "aantal", decimals: int = 0) -> Cell:
    """Return a cell; 'nnb' is a number that is not known yet."""
    known = number != "nnb"
    return Cell(
        id=path,
        value=Decimal(number) if known else None,
        missing="" if known else NOT_KNOWN_YET,
        unit=unit,
        decimals=decimals,
        rounded_to=Decimal(0),
        status="realisatie",
        year="2020",
        label=path,
        place=HERE,
        source="Fictief",
    )


def column(name: str, heading: str, status: str = "realisatie", unit: str = "aantal") -> Column:
    """Return a column of numbers."""
    return Column(name, heading, "getal", unit, 0, status, "2020")


def _grid(
    path: str,
    title: str,
    keys: tuple[str, ...],
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    numbers: str,
) -> Table:
    values = iter(numbers.split())
    cells = {
        f"{row.id}.{col.id}": cell(f"{path}.{row.id}.{col.id}", next(values), col.unit)
        for row in rows
        for col in columns
        if col.kind == "getal"
    }
    texts = {f"{r.id}.{c.id}": "Per wijk" for r in rows for c in columns if c.kind == "tekst"}
    return Table(
        id=path,
        title=title,
        source="Fictief, tabel 1",
        note="Zonder gezinnen die op de wachtlijst stonden.",
        keys=tuple(key.lower() for key in keys),
        key_headings=keys,
        columns=columns,
        rows=rows,
        cells=cells,
        texts=texts,
        rules=(),
        place=HERE,
        note_place=HERE,
    )


def _block(table: Table, number: str, notes: tuple[Note, ...] = (), unit: str = "") -> TableBlock:
    return TableBlock(
        f"tabel-{table.id}",
        number,
        table.title,
        unit,
        table.key_headings,
        table.columns,
        table.rows,
        table,
        notes,
        table.note,
        HERE,
    )


def trajecten() -> TableBlock:
    """Return a table with two key columns, a total, notes, a forecast and an unknown number."""
    columns = (
        column("stand_2019", "Stand 31-12-2019"),
        column("instroom_2020", "Instroom 2020"),
        column("uitstroom_2020", "Uitstroom 2020"),
        column("stand_2020", "Stand 31-12-2020"),
        column("stand_2021", "2021", "prognose"),
    )
    rows = tuple(
        Row((wijk, soort), (wijk.title(), label), soort == "totaal", line)
        for line, (wijk, soort, label) in enumerate(
            (
                ("noord", "kort", "Korte begeleiding"),
                ("noord", "lang", "Begeleiding langer dan een jaar"),
                ("noord", "totaal", "Totaal"),
                ("zuid", "kort", "Korte begeleiding"),
                ("zuid", "lang", "Begeleiding langer dan een jaar"),
                ("zuid", "totaal", "Totaal"),
            ),
            2,
        )
    )
    numbers = (
        "410 302 288 424 430 1120 540 498 1162 nnb 1530 842 786 1586 nnb "
        "288 190 201 277 280 905 402 391 916 nnb 1193 592 592 1193 nnb"
    )
    table = _grid("trajecten", "Trajecten per wijk", ("Wijk", "Soort"), columns, rows, numbers)
    notes = (
        Note(
            "De bron telt 1.531 trajecten; de delen tellen op tot 1.530.",
            ("trajecten.noord.totaal.stand_2019",),
            HERE,
            "trajecten/totaal",
        ),
        Note(
            "Herzien: in het vorige jaarverslag stond 276.",
            ("trajecten.zuid.kort.stand_2020",),
            HERE,
            "trajecten.zuid.kort.stand_2020",
        ),
    )
    return _block(table, "Tabel 1", notes)


def kosten() -> TableBlock:
    """Return a narrow table of money with a column of words."""
    words = Column("grondslag", "Grondslag", "tekst", "", 0, "", "")
    columns = (words, column("bedrag_2019", "2019"), column("bedrag_2020", "2020"))
    rows = (
        Row(("personeel",), ("Personeel",), False, 2),
        Row(("huisvesting",), ("Huisvesting",), False, 3),
        Row(("totaal",), ("Totaal",), True, 4),
    )
    table = _grid(
        "kosten", "Kosten", ("Post",), columns, rows, "31250 -32870 2410 2395 33660 35265"
    )
    return _block(table, "Tabel 2", unit="x € 1.000")


def figures_with_units(columns: tuple[Column, ...]) -> TableBlock:
    """Return a table of two rows whose columns have the units given."""
    rows = (Row(("een",), ("Een",), False, 2), Row(("twee",), ("Twee",), False, 3))
    return _block(_grid("eenheden", "Eenheden", ("Post",), columns, rows, "1 2 3 4"), "Tabel 4")


def nevenfuncties() -> TableBlock:
    """Return a table of words: short names, roles, and long lists of other activities."""
    columns = tuple(Column(n, n.title(), "tekst", "", 0, "", "") for n in ("functie", "naast"))
    rows = (Row(("a",), ("A. Jansen",), False, 2), Row(("b",), ("B. de Vries",), False, 3))
    table = _grid("leden", "Leden", ("Naam",), columns, rows, "")
    words = (
        "Voorzitter",
        "Lid van de raad van een school; penningmeester van een vereniging; arts",
    )
    texts = {
        f"{row.id}.{col.id}": text for row in rows for col, text in zip(columns, words, strict=True)
    }
    return _block(replace(table, texts=texts), "Tabel 5")


def wachttijd() -> ChartBlock:
    """Return a chart with its data."""
    rows = tuple(
        (year, (cell(f"wachttijd.{year}", value, "getal", 1),))
        for year, value in (("2018", "4.1"), ("2019", "4.6"), ("2020", "3.0"))
    )
    data = ChartData("Wachttijd in weken", "Jaar", ("Weken",), rows)
    before, after = (cells[0] for _, cells in rows[1:])
    text = (
        "De wachttijd daalde van ",
        Shown(before, "4,6", before),
        " weken in 2019 naar ",
        Shown(after, "3,0", after),
        " weken in 2020.",
    )
    return ChartBlock("figuur-wachttijd", "Figuur 1", "wachttijd", data, text, (), HERE)


def _shown(path: str, number: str, words: str, unit: str = "aantal", decimals: int = 0) -> Shown:
    one = cell(path, number, unit, decimals)
    return Shown(one, words, one)


def _token(index: int) -> str:
    return f"\ue000{index}\ue001"


INSERTIONS = (
    _shown("trajecten.totaal.stand_2020", "2779", "2.779"),
    Reference("tabel-trajecten", "tabel 1"),
    Footnote(1, f"Een gezin kan meer dan één traject hebben; in 2020 waren het er {_token(0)}."),
    _shown("cijfers.medewerkers", "214", "214"),
    _shown("cijfers.tevredenheid", "7.8", "7,8", "getal", 1),
    Reference("figuur-wachttijd", "figuur 1"),
    Footnote(2, "Gemeten in weken tussen aanmelding en eerste gesprek."),
    *[_shown("trajecten.totaal.stand_2020", "2779", "2.779") for _ in range(3)],
)
"""Each place of a number has an insertion of its own: 0 in the footnote, 7, 8 and 9 elsewhere."""
_LOREM = (
    "<p>In elke wijk werkt een vast team. Dat team kent de scholen, de huisartsen en de mensen die "
    "in de buurt veel zien. Wie zich aanmeldt, krijgt binnen een paar weken een eerste gesprek en "
    "spreekt daarna steeds dezelfde begeleider. Zo hoeft een gezin zijn verhaal niet telkens "
    "opnieuw te vertellen en blijft duidelijk wie welke afspraak nakomt.</p>"
)


def _chapter_work() -> Chapter:
    heading = Heading("hoofdstuk-werk", "1", f"Ons werk in {_token(7)} trajecten", 1)
    paragraphs = (
        Heading("aantallen", "1.1", "Aantallen", 2),
        Heading("wachttijd", "1.2", "Wachttijd en tevredenheid", 2),
    )
    blocks = (
        Prose(
            '<div class="inleiding"><p>Eind 2020 begeleidden wij '
            f"{_token(8)} gezinnen in twee wijken, zoals {_token(1)} laat zien.</p></div>"
            f'{_LOREM}<h3 id="aantallen"><span class="nummer">1.1</span> Aantallen</h3>'
            "<p>Een gezin telt één keer per traject."
            f"{_token(2)} De wijken verschillen in omvang.</p>",
            HERE,
        ),
        trajecten(),
        Prose(
            '<h3 id="wachttijd"><span class="nummer">1.2</span> Wachttijd en tevredenheid</h3>'
            f"<p>De wachttijd{_token(6)} daalde, zie {_token(5)}.</p>"
            f'<h4 id="hoe">Hoe wij meten</h4>{_LOREM}<ul><li>bij de start</li>'
            "<li>na een half jaar<ul><li>met een gesprek</li></ul></li></ul>",
            HERE,
        ),
        wachttijd(),
        Prose(
            '<div class="kader"><p class="kader-titel">Wat een wijkteam doet</p>'
            f"{_LOREM}</div>"
            '<div class="tegels"><ul>'
            f"<li><strong>{_token(3)}</strong> medewerkers</li>"
            f"<li><strong>{_token(4)}</strong> gemiddeld cijfer van ouders</li>"
            f"<li><strong>{_token(9)}</strong> gezinnen</li></ul></div>"
            '<div class="citaat"><p>Een vast gezicht helpt meer dan een dik dossier.</p></div>',
            HERE,
        ),
    )
    footnotes = tuple(i for i in INSERTIONS if isinstance(i, Footnote))
    return Chapter(heading, paragraphs, blocks, footnotes, "hoofdstuk", HERE)


def _chapter(ident: str, number: str, title: str, kind: str, *blocks: object) -> Chapter:
    heading = Heading(ident, number, title, 1)
    return Chapter(heading, (), blocks, (), kind, HERE)  # type: ignore[arg-type]


def document(
    publication: str = "jaarverslag",
    status: Literal["concept", "vastgesteld"] = "vastgesteld",
    folder: Path | None = None,
) -> Document:
    """Return the publication: a preface, a full chapter, one on money and an annex."""
    preface = Prose(
        f'{_LOREM}{_LOREM}<div class="ondertekening"><p>Het bestuur</p>'
        "<p>Voorbeeldstad, mei 2021</p></div>",
        HERE,
    )
    words = Prose(
        "<p>Wie wat doet:</p><table><thead><tr><th>Wie</th><th>Taak</th></tr></thead><tbody>"
        "<tr><td>Bestuur</td><td>Besluit over geld en beleid</td></tr></tbody></table>",
        HERE,
    )
    about = Publication(
        publication,
        publication.title(),
        True,
        True,
        f"{publication.title()} 2020",
        "Dichtbij en op tijd",
        "Verantwoording over het jaar 2020.",
        status,
        "2021-05-25",
        folder or TEMPLATES / publication,
    )
    return Document(
        about,
        2020,
        ORGANISATION,
        (
            _chapter("voorwoord", "", "Voorwoord", "ongenummerd", preface),
            _chapter_work(),
            _chapter("geld", "2", "Geld", "hoofdstuk", Prose(_LOREM, HERE), kosten(), words),
            _chapter(
                "noten",
                "Bijlage 1",
                "Verklaarde verschillen",
                "bijlage",
                NotesBlock(trajecten().notes, HERE),
            ),
        ),
        INSERTIONS,
    )
