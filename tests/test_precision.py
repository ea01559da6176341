"""One figure, one precision in the running text of a publication (N08)."""

from __future__ import annotations

import pytest

HEAD = "# Personeel\n\n## Verzuim {#verzuim}\n\n"
T = "2022/teksten/jaarverslag/02-personeel.md"
K = "cijfers.kosten_2022"
G = "gezinnen.noord.totaal.stand_2022"
V = "cijfers.vrijwilligers_2022"


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (f"{K} | miljoen(2)", f"{K} | miljoen(2)", True),
        (f"{K} | miljoen(2)", f"{K} | miljoen(3)", False),
        (f"{K} | miljoen(3)", K, True),
        (f"{K} | kaal", K, True),
        (f"{K} | miljoen | positief", f"{K} | miljoen", True),
        (f"{G} | afgerond(100)", G, False),
        (f"{G} | afgerond(100)", f"{G} | afgerond(100)", True),
        (f"{V} | woord", V, True),
        (f"aandeel({V}, {G})", f"aandeel({V}, {G}, 1)", False),
        (f"aandeel({V}, {G}, 1)", f"aandeel({V}, {G}, 1)", True),
        (f"{K} | afgerond(10)", f"{G} | afgerond(100)", True),
    ],
)
def test_two_mentions(first, second, alike, mini):
    """Digits, words, millions and rounding: what counts is the smallest step that is shown."""
    mini.write(
        T,
        f"{HEAD}{{{{ {first} }}}} en later {{{{ {second} }}}}.\n",
    )
    own = [p for p in mini.prepare().problems if p.place.file.endswith("02-personeel.md")]
    assert [p.code for p in own] == ([] if alike else ["N08"])


def test_a_tile_counts_and_a_cell_of_a_table_does_not(mini):
    """A reader sees a tile as text; a table has the precision of its column."""
    text = f"{HEAD}De kosten: {{{{ {K} }}}}.\n\n"
    mini.write(T, f"{text}| a | b |\n|---|---|\n| kosten | {{{{ {K} | miljoen }}}} |\n")
    assert mini.codes() == []
    mini.write(T, f"{text}::: tegels\n- **{{{{ {K} | miljoen }}}}** kosten\n:::\n")
    assert mini.codes() == ["N08"]


def test_two_publications_may_differ(mini):
    """Millions for the public, thousands in the annual report."""
    mini.write(T, f"{HEAD}De kosten: {{{{ {K} }}}}.\n")
    mini.write("2022/teksten/publieksversie/02-geld.md", f"# Geld\n\n{{{{ {K} | miljoen }}}}.\n")
    assert mini.codes() == []


def test_every_mention_after_the_first_is_reported_as_checked(mini):
    """The report of checks can say that it was looked at, and what was compared."""
    mini.write(
        T,
        f"{HEAD}Eerst {{{{ {V} | woord }}}}, dan {{{{ {V} }}}}.\n",
    )
    statements = [r.statement for r in mini.prepare().remarks if r.code == "N08"]
    assert "eerder veertien, hier 14" in statements
