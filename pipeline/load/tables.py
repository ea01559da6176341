"""Read one table: what it means (YAML) and its numbers (CSV)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline import strict_yaml
from pipeline.fields import Fields
from pipeline.load.csv_rows import read_rows
from pipeline.load.files import read_text
from pipeline.load.meaning import read_meaning
from pipeline.load.references import Vintages
from pipeline.load.rules import read_rules
from pipeline.load.table_rows import TableBuilder
from pipeline.model import CodeList, Place, Problem, Table
from pipeline.paths import shown


def read_table(
    path: Path,
    code_lists: Mapping[str, CodeList] | None,
    vintages: Vintages,
    problems: list[Problem],
) -> Table | None:
    """Return the table of `path` (the YAML; the CSV lies beside it), or None after problems.

    `code_lists` is None when they could not be read, which was reported already.
    """
    before = len(problems)
    text = read_text(path, problems)
    node = None
    if text is not None:
        node, found = strict_yaml.read(text, shown(path))
        problems += found
    csv_path = path.with_suffix(".csv")
    csv_text = read_text(csv_path, problems)
    if node is None or csv_text is None:
        return None
    fields = Fields(node, shown(path), problems)
    meaning = read_meaning(fields, code_lists)
    rules = read_rules(fields, path.stem)
    fields.close()
    if len(problems) > before or (code_lists is None and any(key[2] for key in meaning.keys)):
        return None
    lists = code_lists or {}
    builder = TableBuilder(path.stem, shown(csv_path), meaning, lists, vintages, problems)
    header = tuple(k[0] for k in meaning.keys) + tuple(c.id for c in meaning.columns)
    for row in read_rows(csv_text, shown(csv_path), header, problems):
        builder.add(row)
    builder.close(complete=len(problems) == before)
    return builder.table(rules, Place(shown(path), 1)) if len(problems) == before else None
