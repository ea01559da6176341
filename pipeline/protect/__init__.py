"""Protect: from here on a publication only has the numbers that it may show.

Small counts of persons are hidden (`onderdrukt`) or rounded (`afgerond5`) before anything is
computed, composed or drawn, so that no later stage can give away what it never had.
"""

from __future__ import annotations

from pipeline.model import Document, Outcome, Problem, Protected, YearData
from pipeline.protect import declarations, records
from pipeline.protect.profiles import is_open


def protect(
    data: YearData, earlier: tuple[YearData, ...], outcomes: tuple[Outcome, ...]
) -> tuple[Protected, tuple[Problem, ...]]:
    """Return the year as each publication may show it, and all that is wrong with that.

    `earlier` are the years before, oldest first: what they show, a reader knows.
    """
    problems = tuple(declarations.check(data))
    if all(is_open(vintage) for vintage in (*earlier, data)):
        return records.everything(data), problems
    # Only a year with something to hide pays for the solver.
    from pipeline.protect.guard import guard

    protected, found = guard((*earlier, data), outcomes)
    return protected, (*problems, *found)


def disclosures(
    vintages: tuple[YearData, ...],
    protected: Protected,
    documents: tuple[Document, ...],
    outcomes: tuple[Outcome, ...],
) -> tuple[Problem, ...]:
    """Return where the words of a year, or of its publications, say what is not shown.

    `vintages` are the years before and the year itself: what those hid stays hidden.
    """
    if not protected.hidden and not any(protected.before.values()):
        return ()
    from pipeline.protect.typed import typed_values

    return tuple(typed_values(vintages, protected, documents, outcomes))
