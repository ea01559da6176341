"""Every row, column, cell or pair of years that a rule speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pipeline.model import Rule, Table
from pipeline.names import did_you_mean
from pipeline.quantities import FormulaError

_YEAR_AT_END = re.compile(r"(.*?)([0-9]{4})")


class Instance(Struct, frozen=True):
    """A rule with what it is about to be worked out for; '' where the rule does not name one."""

    rule: Rule
    table: Table | None
    """None for a rule that stands with the single figures."""
    row: str
    column: str
    before: str = ""
    """The column of the year before, in a rule with `voor_elke: jaar`."""

    @property
    def name(self) -> str:
        """The row, the column or both."""
        return ".".join(part for part in (self.row, self.column) if part)

    @property
    def id(self) -> str:
        """`table/rule name/instance`."""
        return "/".join(part for part in (self.rule.table, self.rule.name, self.name) if part)


def instances(rule: Rule, table: Table | None, figures: Iterable[str]) -> Iterator[Instance]:
    """Yield each instance of a rule; raises FormulaError when it speaks of nothing that is there.

    `figures` are the names of the single figures, which a rule without a table may go along.
    A generator: nothing is yielded, and nothing raised, before it is read.
    """
    _limits(rule)
    if not rule.each:
        yield Instance(rule, table, "", "")
        return
    if table is None:
        yield from _single_figures(rule, list(figures))
        return
    columns = [c.id for c in table.columns if c.kind == "getal"]
    rows = [r.id for r in table.rows]
    _known(rule.columns, columns, "kolom", f"{table.id}.*.")
    _known(rule.rows, rows, "rij", f"{table.id}.")
    before = _years_before(columns, table.id) if rule.each == "jaar" else dict.fromkeys(columns, "")
    columns = [c for c in before if not rule.columns or c in rule.columns]
    rows = [r for r in rows if not rule.rows or r in rule.rows]
    for row in rows if rule.each != "kolom" else [""]:
        for column in columns if rule.each != "rij" else [""]:
            yield Instance(rule, table, row, column, before.get(column, ""))


def _single_figures(rule: Rule, figures: list[str]) -> Iterator[Instance]:
    if rule.each != "cel" or rule.columns:
        raise FormulaError("dit kan alleen bij een tabel", "Bij losse cijfers kan voor_elke: cel.")
    _known(rule.rows, figures, "cijfer", "cijfers.")
    for name in figures:
        if not rule.rows or name in rule.rows:
            yield Instance(rule, None, name, "")


def _years_before(columns: list[str], table: str) -> dict[str, str]:
    """Return column -> the same column of the year before, for each column that has one."""
    years = [match for column in columns if (match := _YEAR_AT_END.fullmatch(column))]
    earlier = {match[0]: f"{match[1]}{int(match[2]) - 1}" for match in years}
    pairs = {column: before for column, before in earlier.items() if before in columns}
    if not pairs:
        lacks = next((f"{table}.*.{before}" for before in earlier.values()), "")
        raise FormulaError(
            "voor_elke: jaar, maar geen twee kolommen van opeenvolgende jaren", lacks=lacks
        )
    return pairs


def _limits(rule: Rule) -> None:
    """Refuse a list of rows or columns that would limit nothing."""
    for key, names, kinds in (
        ("rijen", rule.rows, ("rij", "cel", "jaar")),
        ("kolommen", rule.columns, ("kolom", "cel", "jaar")),
    ):
        if names and rule.each not in kinds:
            said = f"{', '.join(kinds[:-1])} of {kinds[-1]}"
            raise FormulaError(f"{key}: kan alleen bij voor_elke: {said}")


def _known(names: tuple[str, ...], known: list[str], kind: str, before: str) -> None:
    for name in names:
        if name not in known:
            advice = did_you_mean(name, known, f"Kies uit: {', '.join(known)}.")
            where = "onder de losse cijfers" if kind == "cijfer" else "in deze tabel"
            raise FormulaError(f"{kind} {name} bestaat niet {where}", advice, f"{before}{name}")
