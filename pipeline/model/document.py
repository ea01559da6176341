"""The composed publication: chapters of prose, tables and charts, in order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from pipeline.model.adoption import Seal
from pipeline.model.diagrams import Diagram
from pipeline.model.numbers import Cell, Column, Row, Table
from pipeline.model.problems import Place
from pipeline.model.year import Note, Organisation, Publication


class ChartData(Struct, frozen=True):
    """The numbers behind one chart: its marks, its table and its description all come from here."""

    title: str
    corner: str
    """Heading of the first column of the chart's table, such as 'Jaar'."""
    series: tuple[str, ...]
    """Headings of the number columns."""
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    """(label, one cell per series)."""


class Shown(Struct, frozen=True):
    """A number in running text, with the words in which it appears."""

    cell: Cell
    """As it is shown: in millions, rounded, without its sign."""
    text: str
    fact: Cell
    """As it is: the cell behind it, exact."""
    source: str = ""
    """What stood between the braces, so that it can be worked out again."""


class Reference(Struct, frozen=True):
    """A reference in running text to a table, figure or heading of the same publication."""

    target: str
    """HTML id."""
    text: str


class Footnote(Struct, frozen=True):
    """A footnote: its number in the publication and its HTML (inline, may hold tokens)."""

    number: int
    html: str


class Exempt(Struct, frozen=True):
    """Words that an editor typed on purpose, `vrij(…)`: no check holds them against the numbers."""

    text: str
    reason: str
    place: Place


class Comment(Struct, frozen=True):
    """What somebody wrote to the makers of a draft, `{>> … <<}`; not part of the text."""

    said: str
    place: Place

    @property
    def text(self) -> str:
        """What it adds to the words of the publication: nothing."""
        return ""


Insertion = Shown | Reference | Footnote | Exempt | Comment


class Prose(Struct, frozen=True):
    """A run of HTML from Markdown. Tokens U+E000 n U+E001 stand for `Document.insertions[n]`."""

    html: str
    place: Place


class TableBlock(Struct, frozen=True):
    """A table, or a selection of it, as placed in a text."""

    id: str
    """HTML id, `tabel-maatregelen`."""
    number: str
    """'Tabel 3', or '' where the publication does not number."""
    title: str
    unit: str
    """What all numbers share, for the caption: 'x € 1.000', 'in fte', or ''."""
    key_headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    table: Table
    notes: tuple[Note, ...]
    note: str
    """The explanation below the table; may hold tokens."""
    place: Place


class ChartBlock(Struct, frozen=True):
    """A chart as placed in a text."""

    id: str
    number: str
    name: str
    """File name in charts/ without .py."""
    data: ChartData
    description: tuple[str | Shown, ...]
    notes: tuple[Note, ...]
    place: Place

    @property
    def spoken(self) -> str:
        """The description as bare words."""
        return "".join(part if isinstance(part, str) else part.text for part in self.description)


class DiagramBlock(Struct, frozen=True):
    """A diagram as placed in a text."""

    id: str
    number: str
    diagram: Diagram
    place: Place


class NotesBlock(Struct, frozen=True):
    """The list of all declared deviations and revisions of the year."""

    notes: tuple[Note, ...]
    place: Place


Block = Prose | TableBlock | ChartBlock | DiagramBlock | NotesBlock


class Heading(Struct, frozen=True):
    """A heading as it stands in the table of contents."""

    id: str
    number: str
    """'3', '3.1', 'Bijlage 1' or ''."""
    title: str
    """HTML, may hold tokens."""
    level: int


class Chapter(Struct, frozen=True):
    """One Markdown file, composed. Its own heading (h1 of the file) is not in the blocks."""

    heading: Heading
    headings: tuple[Heading, ...]
    """The paragraph headings (level 2) in order."""
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    kind: Literal["hoofdstuk", "ongenummerd", "bijlage"]
    place: Place
    hints: tuple[str, ...] = ()
    """How it is set on paper, so that no page stays almost empty: 'krap' a little tighter, 'door'
    from the page on which the chapter before it ends."""


class Passage(Struct, frozen=True):
    """A paragraph, heading, cell or other piece of running text as a reader meets it.

    Markup is gone, line ends of the file are kept, and tokens U+E000 n U+E001 stand for
    `Document.insertions[n]`, as in `Prose`.
    """

    text: str
    kind: Literal["alinea", "kop", "punt", "tegel", "cel", "voetnoot", "noot", "alt"]
    chapter: str
    """HTML id of the chapter's heading."""
    place: Place
    """The line of the file on which the text starts."""

    def line(self, offset: int) -> Place:
        """Return the place of a character of the text."""
        return Place(self.place.file, self.place.line + self.text.count("\n", 0, offset))


class Document(Struct, frozen=True):
    """One publication, complete: what the renderers need and nothing else."""

    publication: Publication
    year: int
    organisation: Organisation
    chapters: tuple[Chapter, ...]
    insertions: tuple[Insertion, ...]
    images: tuple[Path, ...] = ()
    """Pictures that the texts use, absolute paths inside the year folder."""
    passages: tuple[Passage, ...] = ()
    """All running text in order, for the checks on words."""
    notes: tuple[Note, ...] = ()
    """All notes of the year as bare words, their numbers filled in, wherever they are shown."""
    foreign: Mapping[str, str] = field(default_factory=dict)
    """Words and names in another language -> the code of that language, 'en'."""
    seals: tuple[Seal, ...] = ()
    """As what it was adopted, and after each erratum, the oldest first."""
    commit: str = ""
    """From which commit a draft was made, in words; '' when it is adopted, or nobody knows."""
    lost: frozenset[Place] = frozenset()
    """The lines on which a number could not be filled in."""

    @property
    def is_draft(self) -> bool:
        """Whether it still has to be adopted."""
        return self.publication.status == "concept"

    @property
    def edition(self) -> str:
        """Which draft this is: 'versie 0.3 (a1b2c3d van 12 november 2026)'."""
        version = self.publication.version
        if not self.is_draft or not (version or self.commit):
            return ""
        both = f"{version} ({self.commit})" if version and self.commit else version or self.commit
        return f"versie {both}"

    @property
    def errata(self) -> tuple[tuple[Seal, Seal], ...]:
        """Each erratum with the version before it, the newest first."""
        return tuple(zip(self.seals[1:], self.seals, strict=False))[::-1]

    @property
    def comments(self) -> tuple[Comment, ...]:
        """Every comment that still stands in it, in order."""
        return tuple(item for item in self.insertions if isinstance(item, Comment))

    @property
    def charts(self) -> tuple[ChartBlock, ...]:
        """Every chart of the publication in order."""
        return tuple(b for c in self.chapters for b in c.blocks if isinstance(b, ChartBlock))
