"""The words of the forms in which people stand in a text, as regular expressions."""

from __future__ import annotations

UPPER = "A-ZÀ-ÖØ-ÞĀ-ž"
LOWER = "a-zß-öø-ÿĀ-ž"
"""Latin Extended-A has capitals and small letters in turn; who asks looks which it is."""
NAME = (
    rf"[{UPPER}](?<![\w’'-].)(?<!Stichting\s.)(?<!Vereniging\s.)(?<!Bureau\s.)"
    rf"[{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
)
"""What stands before it is looked at behind its capital: a search goes from one to the next."""
SURNAME = (
    rf"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Hh]et|[Ee]l|[Aa]l|[Bb]en|’t)\s){{0,3}}"
    rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
)
PLACE = rf"(?:’s-|'s-)?[{UPPER}][\w-]+(?:\s(?:aan|den|de|a/d|[{UPPER}][\w-]+))*"
AGES_IN_WORDS = (
    "één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    "zestien|zeventien|achttien|negentien|twintig|eenentwintig|tweeëntwintig|drieëntwintig|"
    "anderhalf|tweeënhalf|drieënhalf"
)
AGE = f"(?:[0-9]|1[0-9]|2[0-3]|een|{AGES_IN_WORDS})(?![\\w])"
OLDER = "(?:2[4-9]|[3-9][0-9]|10[0-9]|[a-zëéï]*(?:der|veer|vijf|zes|zeven|tach|negen)tig)(?![\\w])"
"""An age that only counts with `jaar` behind it: so many of something is no age."""
SOON = (
    r"(?:(?:volgende|deze|vorige)\s(?:week|maand)\s|morgen\s|binnenkort\s|inmiddels\s|intussen\s|"
    r"onlangs\s|straks\s)?"
)
"""When somebody gets an age."""
ORDINAL = (
    "(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|[a-zëéï]*(?:tiende|tigste)|"
    "elfde|twaalfde|[0-9]{1,3}(?:e|de|ste))"
)
CHILD_WORD = (
    "(?:[Jj]ongen|[Jj]ongetje|[Mm]eisje|[Mm]eid|[Zz]oon|[Zz]oontje|[Dd]ochter|[Dd]ochtertje|[Kk]ind|"
    "[Bb]aby|[Jj]ongedame|[Dd]reumes|[Pp]euter|[Kk]leuter|[Tt]iener|[Pp]uber|[Pp]upil|[Bb]roertje|[Zz]usje)"
)
PARENT = (
    "(?:(?:[Pp]leeg|[Ss]tief|[Gg]root|[Ss]choon)?(?:[Mm]oeder|[Vv]ader|ouders)|[Oo]uders|[Mm]ama|"
    "[Pp]apa|[Oo]ma|[Oo]pa|[Tt]ante|[Oo]om|(?:[Ss]tief|[Hh]alf)?(?:[Bb]roer|[Zz]us))"
)
KIN = "(?:vrouw|man|partner|echtgenoot|echtgenote|dochter|zoon|kleindochter|kleinzoon|nicht|neef)"
"""Who is somebody's own behind `zijn`, `haar` or `hun`."""
STREET = (
    rf"\b[{UPPER}][{LOWER}-]*(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|steeg|pad|plantsoen"
    rf"|dreef|hage|park|markt|baan)(?![\w])"
)
HOME = r"\b(?:woont|woonde|woonden|wonen|woonadres|verblijft|logeert|thuis|huisadres|adres van|"
HOME += r"trok|trekt|introk|verhuisde|hij|hem|haar)\b"
TITLE = (
    "(?:burgemeester|wethouder|minister|staatssecretaris|directeur|bestuurder|voorzitter|rechter|"
    "kinderrechter|hoogleraar|professor|lector|officier|commissaris|inspecteur|gedeputeerde|"
    "kinderombudsman|ombudsman|secretaris|raadslid|kamerlid|lid|manager|teamleider|koning|koningin|"
    "prins|prinses|dr\\.|mr\\.|drs\\.|prof\\.|ir\\.)"
)
"""What stands before the name of somebody with an office, or with a title."""
