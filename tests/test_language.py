"""Spelling and readability: a word that nobody knows is found, and measures are what they say."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from conftest import HERE, each
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.readability import frequency_list, measured
from pipeline.language.spelling import dictionary, field_words, misspelled
from pipeline.model import Place
from pipeline.words import counted, syllables

ROOT = HERE.parent
PLACE = Place("data/2022/teksten/publieksversie/01.md", 3)

SYLLABLES = {
    "kind": 1,
    "gezin": 2,
    "jeugd": 1,
    "ouders": 2,
    "veilig": 2,
    "jeugdbescherming": 4,
    "ondertoezichtstelling": 6,
    "cliënten": 3,
    "coördinator": 5,
    "sneeuw": 1,
    "nieuw": 1,
    "mooie": 2,
    "bureau": 2,
    "ij": 1,
    "b": 1,
}


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables(word):
    """Counted by groups of vowels, as Flesch-Douma needs them."""
    assert syllables(word) == SYLLABLES[word]


def test_what_counts_as_a_word():
    """A number is a word, a hyphen and an apostrophe do not divide, a dash is none."""
    words = counted("Zo’n 1.304 foster-kinderen – 4,8% – kregen € 12, zegt ‘zij’.")
    assert words == ["Zo’n", "1.304", "foster-kinderen", "4,8%", "kregen", "12", "zegt", "zij"]


def test_measures_of_a_paragraph():
    """Worked out by hand: 9 words, 2 sentences, 12 syllables."""
    found = measured(["Wij werden door de rechter gevraagd.", "Dat lukt vaak."], lambda _: 5.0)
    assert found is not None
    assert (found.words, found.sentences, found.longest, found.syllables) == (9, 2, 6, 12)
    assert found.passive == 1
    assert found.flesch_douma == pytest.approx(206.84 - 0.93 * 4.5 - 77 * 12 / 9)
    assert found.rare == ()


def test_nothing_to_measure():
    """A paragraph of signs has no readability, and nothing is divided by nought."""
    assert measured(["–", "…"], lambda _: 5.0) is None


@given(st.lists(st.text(alphabet="abe ïé.,1-’€", max_size=40), max_size=5))
def test_measures_hold_together(sentences):
    """No text is too odd, and each part is at most the whole."""
    found = measured(sentences, lambda _: 0.0)
    if found is not None:
        assert found.longest <= found.words <= found.syllables
        assert found.long_words <= found.words
        assert found.sentences <= len(sentences)


def test_rare_words_come_from_a_frequency_list():
    """Everyday words are common, jargon is not."""
    common = frequency_list()
    found = measured(["Het kind had een casenotebespreking thuis."], common)
    assert found is not None
    assert found.rare == ("casenotebespreking",)


RIGHT = (
    "De jeugdbeschermers’ regio's en zo’n cliëntenraad, ’s avonds. Oktober en juni.",
    "Ondertoezichtstellingen, crisisinterventies, kwaliteitsverbetering, kinder- en jeugdhulp.",
    "Mail naar info@voorbeeld.nl of kijk op www.voorbeeld.nl/zxqw.",
)
WRONG = ("jeugdbescherrming", "gezinen", "veilgheid", "onderzoekk", "Jeugbeschermer")


def test_right_words_are_right():
    """Compounds, apostrophes, capitals at the start, addresses."""
    found = misspelled([(text, PLACE) for text in RIGHT], frozenset(), dictionary())
    assert [problem.found for problem in found] == []


@pytest.mark.parametrize("word", WRONG)
def test_wrong_words_are_found(word):
    """A slip of one letter is no word."""
    (found,) = misspelled([(f"Dit is een {word} hier.", PLACE)], frozenset(), dictionary())
    assert (found.code, found.found, found.place) == ("S01", word, PLACE)


def test_message():
    """What an editor reads, with the word that was meant."""
    text = [("De jeugdbescherrming.", PLACE)]
    (found,) = misspelled(text, frozenset(), dictionary())
    assert found.what == "Dit woord staat niet in het woordenboek"
    assert "jeugdbescherming" in found.advice
    assert found.advice.endswith("zet het dan in data/woordenlijst.txt.")


def test_words_of_the_field():
    """One word on a line, remarks left out; a known word may end in s and start with a capital."""
    known = field_words("# kop\ncaseload  # uitleg\n\n")
    assert known == {"caseload"}
    assert not list(misspelled([("Caseload en caseloads", PLACE)], known, dictionary()))
    assert field_words("") == frozenset()


def test_the_shipped_years_are_spelled_right():
    """`build.py taal` finds nothing, and measures each publication paragraph by paragraph."""
    command = [sys.executable, "build.py", "taal", "--all-years", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    folders = {p.parent.name for p in ROOT.glob("data/20*/teksten/*")}
    assert {str(one["jaar"]) for one in found} == {
        p.name for p in ROOT.glob("data/20*") if p.is_dir()
    }
    assert folders == {"teksten"}
    for one in each(found):
        assert sum(p["woorden"] for p in one["alineas"]) == one["geheel"]["woorden"]


def test_a_misspelled_word_fails(mini):
    """The place, the word, and exit code 1."""
    text = mini.data / "2022/teksten/publieksversie/01-in-het-kort.md"
    text.write_text(text.read_text("utf-8") + "\nDit is een gezinen.\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "taal", "--year", "2022"]
    command += ["--data", str(mini.data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "01-in-het-kort.md:5: FOUT S01" in done.stderr
    assert "gezinen" in done.stderr
