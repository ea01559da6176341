"""Compare two states of a year, or two years: numbers, tables and charts, and words."""

from pipeline.comparison.compare import State as State
from pipeline.comparison.compare import compare as compare
from pipeline.comparison.report import Difference as Difference
