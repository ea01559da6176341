"""Writing: everything that this program changes on a disk, whole or not at all.

system.py        the calls to the system that change something; nobody else makes them
problems.py      why something cannot be written, in Dutch
staging.py       files and folders in a place that nobody looks at yet
lock.py          one at a time, and who died
journal.py       the steps of a change that was decided on, and how far it came
transaction.py   stage, decide, exchange, clear away; and recover what died in between
interruption.py  Ctrl-C and a request to end, which wait until a change is whole
"""

from pipeline.writing.interruption import Ended as Ended
from pipeline.writing.interruption import listen as listen
from pipeline.writing.problems import cannot_write as cannot_write
from pipeline.writing.problems import refused_as_problem as refused_as_problem
from pipeline.writing.staging import copy_file as copy_file
from pipeline.writing.staging import copy_folder as copy_folder
from pipeline.writing.staging import make_folder as make_folder
from pipeline.writing.staging import make_link as make_link
from pipeline.writing.staging import remove as remove
from pipeline.writing.staging import work_folder as work_folder
from pipeline.writing.staging import write_at_once as write_at_once
from pipeline.writing.staging import write_file as write_file
from pipeline.writing.staging import write_files as write_files
from pipeline.writing.transaction import Transaction as Transaction
from pipeline.writing.transaction import recover as recover
from pipeline.writing.transaction import transaction as transaction
