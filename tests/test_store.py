"""The store of this machine: it saves work, and nothing depends on it."""

from __future__ import annotations

import pytest

from pipeline import store


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """Begin each test with an empty store."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def counted(content: bytes = b"gemaakt"):
    """Return something that makes the content and a list of how often it did."""
    calls: list[int] = []

    def make() -> bytes:
        calls.append(1)
        return content

    return make, calls


def test_the_same_is_made_once():
    """What was made of the same things is not made again; of other things it is."""
    make, calls = counted()
    assert [store.kept("ding", ["a", b"b"], make) for _ in range(3)] == [b"gemaakt"] * 3
    assert len(calls) == 1
    assert store.kept("ding", ["ab", b""], make) == b"gemaakt"
    assert store.kept("iets", ["a", b"b"], make) == b"gemaakt"
    assert len(calls) == 3


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"y" * 100], ids=["empty", "short", "other"])
def test_what_is_damaged_is_made_again(damage):
    """A file that was cut off or changed is never given as what was made."""
    make, calls = counted()
    store.kept("ding", ["a"], make)
    (file,) = store.folder().iterdir()
    file.write_bytes(damage)
    assert store.kept("ding", ["a"], make) == b"gemaakt"
    assert len(calls) == 2
    assert store.kept("ding", ["a"], make) == b"gemaakt"
    assert len(calls) == 2


def test_a_store_that_cannot_be_written_costs_only_time(empty):
    """A file where the folder should be: everything is made, every time."""
    (empty / "jaarverslag").write_text("een bestand")
    make, calls = counted()
    assert [store.kept("ding", ["a"], make) for _ in range(2)] == [b"gemaakt"] * 2
    assert len(calls) == 2


def test_it_does_not_grow_for_ever(monkeypatch):
    """Only what was made or used last is kept."""
    monkeypatch.setattr(store, "KEPT", 3)
    for name in "abcde":
        store.kept("ding", [name], lambda: b"x")
    assert len(list(store.folder().iterdir())) == 3
    make, calls = counted(b"x")
    assert store.kept("ding", ["e"], make) == b"x"
    assert not calls
