"""Account: every number that a year shows, where it comes from and where it stands."""

from __future__ import annotations

from pipeline.account.appearances import appearances as appearances
from pipeline.account.controls import Findings as Findings
from pipeline.account.controls import control_report as control_report
from pipeline.account.register import register as register
