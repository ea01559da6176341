"""The frozen records that travel between the stages. Imports nothing of ours.

Those of `pipeline.model.account` are asked for there: `check` makes no account, and does not wait
for them.

Words that have a meaning of their own in a Dutch annual report stay Dutch (docs/woordenlijst.md).
"""

from pipeline.model.adoption import (
    Adoption as Adoption,
)
from pipeline.model.adoption import (
    Seal as Seal,
)
from pipeline.model.diagrams import (
    Diagram as Diagram,
)
from pipeline.model.diagrams import (
    DiagramBox as DiagramBox,
)
from pipeline.model.diagrams import (
    DiagramRow as DiagramRow,
)
from pipeline.model.diagrams import (
    Link as Link,
)
from pipeline.model.document import (
    Block as Block,
)
from pipeline.model.document import (
    Chapter as Chapter,
)
from pipeline.model.document import (
    ChartBlock as ChartBlock,
)
from pipeline.model.document import (
    ChartData as ChartData,
)
from pipeline.model.document import (
    Comment as Comment,
)
from pipeline.model.document import (
    DiagramBlock as DiagramBlock,
)
from pipeline.model.document import (
    Document as Document,
)
from pipeline.model.document import (
    Exempt as Exempt,
)
from pipeline.model.document import (
    Footnote as Footnote,
)
from pipeline.model.document import (
    Heading as Heading,
)
from pipeline.model.document import (
    Insertion as Insertion,
)
from pipeline.model.document import (
    NotesBlock as NotesBlock,
)
from pipeline.model.document import (
    Passage as Passage,
)
from pipeline.model.document import (
    Prose as Prose,
)
from pipeline.model.document import (
    Reference as Reference,
)
from pipeline.model.document import (
    Shown as Shown,
)
from pipeline.model.document import (
    TableBlock as TableBlock,
)
from pipeline.model.findings import (
    Comparison as Comparison,
)
from pipeline.model.findings import (
    Deviation as Deviation,
)
from pipeline.model.findings import (
    Forecast as Forecast,
)
from pipeline.model.findings import (
    Outcome as Outcome,
)
from pipeline.model.findings import (
    Remark as Remark,
)
from pipeline.model.findings import (
    Revision as Revision,
)
from pipeline.model.numbers import (
    FORESEEN as FORESEEN,
)
from pipeline.model.numbers import (
    HIDDEN as HIDDEN,
)
from pipeline.model.numbers import (
    MONEY_UNITS as MONEY_UNITS,
)
from pipeline.model.numbers import (
    NIHIL as NIHIL,
)
from pipeline.model.numbers import (
    NORM as NORM,
)
from pipeline.model.numbers import (
    NOT_APPLICABLE as NOT_APPLICABLE,
)
from pipeline.model.numbers import (
    NOT_KNOWN_YET as NOT_KNOWN_YET,
)
from pipeline.model.numbers import (
    NOT_PUBLISHED as NOT_PUBLISHED,
)
from pipeline.model.numbers import (
    QUALIFIERS as QUALIFIERS,
)
from pipeline.model.numbers import (
    STATUSES as STATUSES,
)
from pipeline.model.numbers import (
    UNITS as UNITS,
)
from pipeline.model.numbers import (
    Cell as Cell,
)
from pipeline.model.numbers import (
    Column as Column,
)
from pipeline.model.numbers import (
    Exposure as Exposure,
)
from pipeline.model.numbers import (
    Openness as Openness,
)
from pipeline.model.numbers import (
    Row as Row,
)
from pipeline.model.numbers import (
    Rule as Rule,
)
from pipeline.model.numbers import (
    Table as Table,
)
from pipeline.model.problems import (
    ERROR as ERROR,
)
from pipeline.model.problems import (
    WARNING as WARNING,
)
from pipeline.model.problems import (
    Place as Place,
)
from pipeline.model.problems import (
    Problem as Problem,
)
from pipeline.model.problems import (
    ProblemsFound as ProblemsFound,
)
from pipeline.model.problems import (
    Severity as Severity,
)
from pipeline.model.protection import (
    EXACT as EXACT,
)
from pipeline.model.protection import (
    PROFILES as PROFILES,
)
from pipeline.model.protection import (
    ROUNDED as ROUNDED,
)
from pipeline.model.protection import (
    SUPPRESSED as SUPPRESSED,
)
from pipeline.model.protection import (
    Protected as Protected,
)
from pipeline.model.protection import (
    Protection as Protection,
)
from pipeline.model.rehearsal import (
    GROUP_SLIPS as GROUP_SLIPS,
)
from pipeline.model.rehearsal import (
    SLIPS as SLIPS,
)
from pipeline.model.rehearsal import (
    Guard as Guard,
)
from pipeline.model.rehearsal import (
    Rehearsal as Rehearsal,
)
from pipeline.model.rehearsal import (
    Share as Share,
)
from pipeline.model.style import (
    HouseStyle as HouseStyle,
)
from pipeline.model.style import (
    Token as Token,
)
from pipeline.model.year import (
    Abbreviation as Abbreviation,
)
from pipeline.model.year import (
    Approval as Approval,
)
from pipeline.model.year import (
    CodeList as CodeList,
)
from pipeline.model.year import (
    Figures as Figures,
)
from pipeline.model.year import (
    Note as Note,
)
from pipeline.model.year import (
    Official as Official,
)
from pipeline.model.year import (
    Organisation as Organisation,
)
from pipeline.model.year import (
    Persons as Persons,
)
from pipeline.model.year import (
    Publication as Publication,
)
from pipeline.model.year import (
    TextFile as TextFile,
)
from pipeline.model.year import (
    Whom as Whom,
)
from pipeline.model.year import (
    YearData as YearData,
)
