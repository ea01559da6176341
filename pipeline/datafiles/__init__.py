"""Datafiles: every table and chart of a year as data, with a description that programs read.

Nothing is in these files that some publication keeps to itself (`Protected.everywhere`).
"""

from pipeline.datafiles.catalogue import CATALOGUE as CATALOGUE
from pipeline.datafiles.catalogue import catalogue as catalogue
from pipeline.datafiles.csv_files import csv_file as csv_file
from pipeline.datafiles.csvw import METADATA as METADATA
from pipeline.datafiles.csvw import metadata as metadata
from pipeline.datafiles.grids import Grid as Grid
from pipeline.datafiles.grids import Occasion as Occasion
from pipeline.datafiles.grids import grids as grids
from pipeline.datafiles.workbook import workbook as workbook
