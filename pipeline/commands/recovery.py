"""What every command does first: make whole what an earlier one left when it died."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.arguments import Options
from pipeline.writing import recover


def recover_what_died(options: Options) -> Iterator[str]:
    """Yield what was done, a line per folder. Raises ProblemsFound (P04) when that cannot be."""
    for home in dict.fromkeys(folder.absolute() for folder in _homes(options)):
        if line := recover(home):
            yield line
    if options.command == "publiceer":
        from pipeline.site.targets import recover_target  # only who publishes pays for it

        if line := recover_target(options.target):
            yield line


def _homes(options: Options) -> Iterator[Path]:
    """Yield the folders in which a command with these options can change something."""
    yield options.data
    yield options.output
    if options.adopted_only:
        yield options.output_without_drafts
    if options.print_html:
        yield options.print_html
    if options.file:
        yield options.file.parent
    yield Path()  # where an overview or a workbook goes when no other place is named
