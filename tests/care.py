"""A fictional organisation of another sector: residents of three houses, counted by kind of care.

Hidden in the report of 2025: Strandhof, palliative care 3; Helmgras, rehabilitation 1; Duinzicht,
day care 2; and what would give those away.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ORGANISATION = """\
naam: Zorggroep Duinrand
korte_naam: Duinrand
bescherming:
  wie: [bewoners, cliënten, ouderen]
  niet: [medewerkers, vrijwilligers]
"""
LISTS = """\
locaties:
  duinzicht: {label: Duinzicht, ook: [locatie Duinzicht]}
  helmgras: {label: Helmgras}
  strandhof: {label: Strandhof, in_tekst: [locatie Strandhof]}
zorgvormen:
  dagbehandeling: {label: Dagbehandeling}
  revalidatie: {label: Geriatrische revalidatie, in_tekst: [GRZ]}
  palliatief: {label: Palliatieve zorg}
  verblijf: {label: Verblijf}
"""
YEAR = """\
jaar: 2025
publicaties:
  jaarverslag:
    titel: Jaarverslag 2025
    samenvatting: Verantwoording over het jaar 2025.
    status: concept
"""
TABLE = """\
titel: Bewoners per locatie en zorgvorm
bron: Registratie Duinrand
telt: bewoners
sleutel:
  locatie: {kop: Locatie, codelijst: locaties}
  zorgvorm: {kop: Zorgvorm, codelijst: zorgvormen}
eenheid: aantal
kolommen:
  stand_2025: {kop: Stand 31-12-2025, status: realisatie}
rijen:
  totaal: {label: Totaal, totaal: ja}
regels:
  - naam: totaal
    voor_elke: kolom
    geldt: duinzicht.totaal = som(duinzicht.*)
  - naam: totaal helmgras
    voor_elke: kolom
    geldt: helmgras.totaal = som(helmgras.*)
  - naam: totaal strandhof
    voor_elke: kolom
    geldt: strandhof.totaal = som(strandhof.*)
"""
COUNTS = """\
locatie;zorgvorm;stand_2025
duinzicht;dagbehandeling;2
duinzicht;revalidatie;26
duinzicht;palliatief;7
duinzicht;verblijf;41
duinzicht;totaal;76
helmgras;dagbehandeling;15
helmgras;revalidatie;1
helmgras;palliatief;9
helmgras;verblijf;33
helmgras;totaal;58
strandhof;dagbehandeling;22
strandhof;revalidatie;8
strandhof;palliatief;3
strandhof;verblijf;12
strandhof;totaal;45
"""
FIGURES = """\
huizen_2025:
  waarde: 3
  eenheid: aantal
  jaar: "2025"
  status: realisatie
  omschrijving: Locaties van Duinrand
  bron: Registratie Duinrand
"""
TEXT = """\
# Ons jaar

Wij boden zorg aan onze bewoners.

{{ tabel('bewoners') }}
"""


def write(data: Path, text: str = TEXT, organisation: str = ORGANISATION) -> None:
    """Put the organisation in the place of whatever stands in a folder."""
    shutil.rmtree(data)
    files = {
        "organisatie.yaml": organisation,
        "codelijsten.yaml": LISTS,
        "2025/verslagjaar.yaml": YEAR,
        "2025/cijfers.yaml": FIGURES,
        "2025/tabellen/bewoners.yaml": TABLE,
        "2025/tabellen/bewoners.csv": COUNTS,
        "2025/teksten/jaarverslag/01-ons-jaar.md": text,
    }
    for name, content in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(content, "utf-8")


LATER = {
    "2026/verslagjaar.yaml": YEAR.replace("2025", "2026"),
    "2026/cijfers.yaml": FIGURES.replace("2025", "2026"),
}
"""A year later, without the table."""
SCHOOL = {
    "organisatie.yaml": """\
naam: Het Elzenhof
bescherming: {wie: [leerlingen, scholieren], niet: [docenten, medewerkers]}
""",
    "codelijsten.yaml": """\
afdelingen:
  mavo: {label: Mavo}
  havo: {label: Havo}
  vwo: {label: Vwo}
redenen:
  verhuizing: {label: Verhuizing}
  ander: {label: Ander onderwijs}
  zonder: {label: Zonder diploma}
""",
    "2025/verslagjaar.yaml": YEAR,
    "2025/cijfers.yaml": FIGURES.replace("Duinrand", "het Elzenhof"),
    "2025/tabellen/vertrek.yaml": """\
titel: Vertrokken leerlingen per afdeling en reden
bron: Leerlingadministratie
telt: leerlingen
sleutel:
  afdeling: {kop: Afdeling, codelijst: afdelingen}
  reden: {kop: Reden van vertrek, codelijst: redenen}
eenheid: aantal
kolommen:
  vertrek_2025: {kop: "2025", status: realisatie}
  vertrek_2024: {kop: "2024", status: realisatie}
rijen:
  totaal: {label: Totaal, totaal: ja}
regels:
  - naam: totaal mavo
    voor_elke: kolom
    geldt: mavo.totaal = som(mavo.*)
  - naam: totaal havo
    voor_elke: kolom
    geldt: havo.totaal = som(havo.*)
  - naam: totaal vwo
    voor_elke: kolom
    geldt: vwo.totaal = som(vwo.*)
""",
    "2025/tabellen/vertrek.csv": """\
afdeling;reden;vertrek_2025;vertrek_2024
mavo;verhuizing;8;9
mavo;ander;3;11
mavo;zonder;1;7
mavo;totaal;12;27
havo;verhuizing;4;2
havo;ander;14;12
havo;zonder;5;6
havo;totaal;23;20
vwo;verhuizing;2;8
vwo;ander;6;9
vwo;zonder;0;0
vwo;totaal;8;17
""",
}
"""Another organisation again: a school that counts who left it, per department and reason."""


def write_school(data: Path, text: str) -> None:
    """Put the school in the place of whatever stands in a folder."""
    shutil.rmtree(data)
    for name, content in {**SCHOOL, "2025/teksten/jaarverslag/01-ons-jaar.md": text}.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(content, "utf-8")
