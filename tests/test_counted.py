"""Whether something counts persons: by default it does, whatever the sector calls them."""

from __future__ import annotations

import pytest

from pipeline.model import HIDDEN, Openness, Whom
from pipeline.protect.counted import is_known, of_persons
from pipeline.protect.nouns import alike, heads

NOBODY = Whom()
CARE = Whom(("bewoners", "cliënten"), ("medewerkers", "leden"))


@pytest.mark.parametrize(
    "said",
    [
        *(
            "bewoners",
            "patiënten",
            "leerlingen",
            "kinderen",
            "jongeren",
            "huurders",
            "asielzoekers",
        ),
        *("bewonres", "gezinnen", "vrijwilligers", "personen", "bewoners met een klacht", "buren"),
        *("klachten en bewoners", "leerlingen, klachten", "dossiers", "meldingen/bewoners"),
    ],
)
def test_whoever_is_counted_is_protected(said):
    """No list knows these words: what is no known thing is a person, a slip of the pen too."""
    assert of_persons(Openness(said), "", NOBODY)


@pytest.mark.parametrize(
    "said",
    [
        *("klachten", "klachten en meldingen", "vergaderingen", "klachten van bewoners", "regio’s"),
        *("huurincidenten", "basisscholen", "werkdagen", "uren", "punten", "Inkoopregio's"),
    ],
)
def test_what_is_no_person_may_be_counted(said):
    """Things of every sector are known, also at the end of a longer word."""
    assert not of_persons(Openness(said), "", NOBODY)


def test_an_organisation_has_its_own_words():
    """Its words for persons win, anywhere in what is counted; its other words are open."""
    assert of_persons(Openness("meldingen over een cliënt"), "", CARE)
    assert not of_persons(Openness("medewerkers"), "", CARE)
    assert not of_persons(Openness("medewerker"), "", CARE)
    assert of_persons(Openness("medewerkers"), "", NOBODY)
    assert is_known(Openness("bewoner"), "", CARE)
    assert not is_known(Openness("bezoekers"), "", CARE)


@pytest.mark.parametrize(
    ("label", "persons"),
    [
        ("Bewoners met een indicatie in Strandhof", True),
        ("Gemiddeld aantal bewoners", True),
        ("Verkorte enquêtes onder medewerkers", False),
        ("Maanden; te veel bewoners wachtten langer", False),
        ("Inkoopregio’s waarvoor wij werken", False),
        ("Meisjes en jongens op de wachtlijst", True),
        ("Klachten of meldingen van bewoners", False),
        ("", True),
    ],
)
def test_a_figure_that_says_nothing_is_what_its_description_counts(label, persons):
    """The last word before the first preposition says what is counted."""
    assert of_persons(Openness(), label, NOBODY) is persons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("kind", "kinderen"), ("zaak", "zaken"), ("pupil", "pupillen"), ("bewoner", "bewoners")),
        *(
            ("patiënt", "patiënten"),
            ("jongere", "jongeren"),
            ("brief", "brieven"),
            ("huis", "huizen"),
        ),
        *(
            ("gezin", "gezinnen"),
            ("leerling", "leerlingen"),
            ("foto", "foto's"),
            ("plek", "plekken"),
            ("tbs", "tbs'ers"),
        ),
    ],
)
def test_singular_and_plural_are_one_noun(one, other):
    """Spelling of the last syllable does not matter."""
    assert alike(one, other)


def test_other_words_are_other_nouns():
    """Words that only look alike are not."""
    assert not alike("kind", "kinine")
    assert not alike("bewoner", "woning")
    assert heads("van de bewoners") == ["bewoners"]


@pytest.mark.parametrize(
    ("organisation", "telt", "word"),
    [
        ("", "bewoners", "personen"),
        ("bescherming: {wie: [bewoners]}\n", "bewoners", "bewoners"),
        ("bescherming: {wie: [leerlingen, studenten]}\n", "studenten", "leerlingen"),
    ],
)
def test_the_page_speaks_of_who_is_protected(mini, organisation, telt, word):
    """Another sector has the same protection and its own word on the page."""
    path = mini.data / "organisatie.yaml"
    kept = path.read_text("utf-8").partition("bescherming:")[0]
    path.write_text(kept + organisation, "utf-8")
    for profile in ("", "openbaar: {profiel: afgerond5}\n"):
        mini.change("2022/tabellen/gezinnen.yaml", "telt: gezinnen\n", f"telt: {telt}\n{profile}")
        year = mini.prepare()
        shown = year.protected.of["jaarverslag"]
        missing = {c.missing for c in shown.tables["gezinnen"].cells.values()}
        assert (HIDDEN in missing) is (not profile)
        assert year.protected.hidden
        notes = [note.text for note in shown.notes]
        assert [f"herkenning van {word} te voorkomen" in n for n in notes] == [True] * bool(profile)
        mini.change("2022/tabellen/gezinnen.yaml", f"telt: {telt}\n{profile}", "telt: gezinnen\n")
