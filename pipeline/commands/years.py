"""Which years a command works on."""

from __future__ import annotations

import re

from pipeline.arguments import Options, WrongCommand
from pipeline.load import years


def chosen_years(options: Options) -> tuple[int, ...]:
    """Return the years to work on; WrongCommand names the years there are."""
    known = years(options.data)
    there_are = ", ".join(map(str, known)) or "geen"
    if not options.data.is_dir():
        raise WrongCommand(f"De map {options.data} bestaat niet. Kies een map met --data.")
    if options.all_years:
        if not known:
            raise WrongCommand(f"In {options.data} staat geen enkel jaar.")
        return known
    year = options.year or ""
    if not re.fullmatch("[0-9]{4}", year) or int(year) not in known:
        raise WrongCommand(f"Het jaar {year} is er niet. Jaren die er wel zijn: {there_are}.")
    return (int(year),)
