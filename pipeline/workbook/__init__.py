"""The controller's workbook: all numbers of a year as they are typed, out to Excel and back.

A block is a table: a line `tabel` with its name, a line with the names of the columns, and the
rows under it up to an empty line. A workbook has one block on a sheet or several. What stands
between brackets, a column or a line, explains and is never read. A sheet without a block is not
read either: what was not read is told. What goes out comes back unchanged.
"""

from pipeline.workbook.blocks import read_blocks
from pipeline.workbook.sheet_walk import BlockRow, SheetBlock
from pipeline.workbook.write import controllers_workbook

__all__ = ["BlockRow", "SheetBlock", "controllers_workbook", "read_blocks"]
