"""Years against each other: what a later report says of an earlier year."""

from __future__ import annotations

A = "2022/afwijkingen.yaml"
G = "2022/tabellen/gezinnen.csv"
HERZIEN = """herzien:
  - cijfer: gezinnen.zuid.thuis.stand_2021
    was: 31
    is: 29
    reden: Nagekomen correctie.
    wie: controller
  - cijfer: gezinnen.zuid.totaal.stand_2021
    was: 31
    is: 29
    reden: Nagekomen correctie.
    wie: controller
"""


def revise(project) -> None:
    """Let 2022 say 29 where 2021 said 31."""
    project.change(G, "zuid;thuis;28;31", "zuid;thuis;28;29")
    project.change(G, "zuid;totaal;30;31", "zuid;totaal;30;29")


def test_a_changed_comparative_is_found(mini):
    """Both cells, each with the place of the earlier number."""
    revise(mini)
    assert mini.codes() == ["V01", "V01"]


def test_a_declared_revision_is_accepted_and_shown(mini):
    """It then stands as a note with the number, and the earlier year stays as it was."""
    revise(mini)
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + HERZIEN)
    prepared = mini.prepare()
    assert not prepared.problems
    assert any("Herzien: was 31" in note.text for note in prepared.documents[0].notes)
    blocks = [block for chapter in prepared.documents[0].chapters for block in chapter.blocks]
    assert any(getattr(block, "notes", ()) for block in blocks)
    assert mini.codes(2021) == []


def test_another_status_or_year_is_no_comparative(mini):
    """A forecast that came true differently is no finding."""
    revise(mini)
    for year in ("2021", "2022"):
        mini.change(
            f"{year}/tabellen/gezinnen.yaml",
            "stand_2021: {kop: Stand 31-12-2021, status: realisatie}",
            f"stand_2021: {{kop: Stand, status: {'prognose' if year == '2021' else 'realisatie'}}}",
        )
    assert mini.codes() == []


def test_what_was_not_known_yet_may_become_known(mini):
    """An nnb in the earlier year is nothing to hold a later number against."""
    mini.change("2021/tabellen/gezinnen.csv", "zuid;thuis;31", "zuid;thuis;nnb")
    revise(mini)
    mini.change(G, "zuid;totaal;30;29", "zuid;totaal;30;31")
    assert mini.codes() == ["T01"]


def test_the_newest_earlier_year_counts(mini):
    """What 2021 revised itself is not a finding again in 2022."""
    for name in ("gezinnen", "verzuim"):
        for suffix in ("csv", "yaml"):
            path = f"tabellen/{name}.{suffix}"
            mini.write(f"2020/{path}", (mini.data / "2021" / path).read_bytes())
    mini.change("2020/tabellen/gezinnen.csv", "noord;verblijf;12", "noord;verblijf;10")
    assert mini.codes() == []


def test_a_broken_earlier_year_is_named_and_no_more(mini):
    """Its own check reports the mistake; the later year says that it could not compare."""
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + HERZIEN)
    revise(mini)
    mini.change("2021/tabellen/gezinnen.csv", "zuid;thuis;31", "zuid;thuis;x")
    assert mini.codes() == ["V03"]
    assert mini.codes(2021) == ["C03"]


def test_declared_values_may_be_spelled_without_points(mini):
    """1052 and 1.052 are one number."""
    mini.change(G, "noord;verblijf;15;12", "noord;verblijf;15;13")
    mini.change(G, "noord;totaal;1.115;1.052", "noord;totaal;1.115;1.053")
    entries = "".join(
        f"  - cijfer: gezinnen.noord.{row}.stand_2021\n    was: {was}\n    is: {new}\n"
        "    reden: Nagekomen.\n    wie: controller\n"
        for row, was, new in (("verblijf", "12", "13"), ("totaal", "1052", "1.053"))
    )
    mini.write(A, (mini.data / A).read_text(encoding="utf-8") + "herzien:\n" + entries)
    assert mini.codes() == []


def test_adding_a_year_changes_nothing_in_an_earlier_year(mini):
    """2021 composes to the same document with and without 2022 beside it."""
    before = mini.prepare(2021).documents
    for path in sorted((mini.data / "2022").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert mini.prepare(2021).documents == before
