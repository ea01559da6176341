"""The steps of a change that was decided on, and how far it came.

A step exchanges a *slot* in the folder of the transaction and a *place* outside it: what is new
goes to its place, what stood there goes to the slot; either may be empty. Doing a step again undoes
it. How many steps of a slot are done is read from which file or folder is in it now, by the number
under which the disk knows it, which stays the same whatever its name.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msgspec import DecodeError, Struct, json

from pipeline.writing import system

FILE = "opdracht.json"
BACK = "terug.json"
"""What the file is called when the steps have to be undone."""
_ASIDE = ".oud"
_KEPT = ".bewaard"


class Unclear(Exception):
    """What is found fits no moment of the change; the message says what, in Dutch."""


class Step(Struct, frozen=True):
    """One exchange."""

    place: str
    """Below the home of the transaction."""
    slot: str
    """Below the folder of the transaction."""
    seen: tuple[int, int, int] | None
    """Number, time and size of the file that stood there; None without one."""


class Journal(Struct, frozen=True):
    """All steps, in their order."""

    steps: tuple[Step, ...]
    states: dict[str, tuple[int | None, ...]]
    """Slot -> what is in it before each of its steps, and after the last; None when nothing is."""


def planned(home: Path, folder: Path, pairs: list[tuple[Path, Path]]) -> Journal:
    """Return the journal of (slot, place), each absolute; a slot goes to its places one by one."""
    steps, states = [], dict[str, tuple[int | None, ...]]()
    for slot, place in pairs:
        name = slot.relative_to(folder).as_posix()
        if name not in states:
            states[name] = (system.identity(str(slot)),)
        states[name] += (system.identity(str(place)),)
        steps.append(Step(os.path.relpath(place, home), name, _seen(place)))
    return Journal(tuple(steps), states)


def write(folder: Path, journal: Journal) -> None:
    """Write the journal down: from here on the change is decided."""
    unfinished = str(folder / f"{FILE}.nieuw")
    system.write(unfinished, json.encode(journal))
    system.flush(unfinished)
    system.move(unfinished, str(folder / FILE))
    system.flush(str(folder))


def read(path: Path) -> Journal:
    """Return a journal; Unclear when it cannot be understood."""
    try:
        return json.decode(path.read_bytes(), type=Journal)
    except DecodeError as error:
        raise Unclear(f"{path.name} is niet te lezen") from error


def carry_out(home: Path, folder: Path, journal: Journal) -> list[str]:
    """Do the steps that are not done; return the files that somebody changed meanwhile.

    Those are kept, beside what took their place. Each step is on the disk when this returns.
    """
    done = _done(home, folder, journal)
    kept = []
    for number, step in enumerate(journal.steps):
        if _turn(journal, number) < done[step.slot]:
            continue
        place, slot = home / step.place, folder / step.slot
        changed = _seen(place) not in (step.seen, None)
        _swap(str(place), str(slot))
        if changed:
            kept.append(f"{step.place}{_KEPT}")
            system.move(str(slot), str(home / kept[-1]))
    _flush(home, folder, journal)
    return kept


def undo(home: Path, folder: Path, journal: Journal) -> None:
    """Undo the steps that are done, the last one first."""
    done = _done(home, folder, journal)
    for number, step in reversed(list(enumerate(journal.steps))):
        if _turn(journal, number) < done[step.slot]:
            _swap(str(home / step.place), str(folder / step.slot))
    _flush(home, folder, journal)


def _turn(journal: Journal, number: int) -> int:
    """Return how many steps of its slot come before a step."""
    slots = [step.slot for step in journal.steps[:number]]
    return slots.count(journal.steps[number].slot)


def _done(home: Path, folder: Path, journal: Journal) -> dict[str, int]:
    """Return how many steps of each slot are done."""
    found = {}
    for number, step in enumerate(journal.steps):
        after = journal.states[step.slot][_turn(journal, number) + 1]
        _settle(str(home / step.place), str(folder / step.slot), after)
    for name, states in journal.states.items():
        places = [home / step.place for step in journal.steps if step.slot == name]
        now = system.identity(str(folder / name))
        found[name] = states.index(now) if now in states else _seen_from_places(places, states)
    return found


def _seen_from_places(places: list[Path], states: tuple[int | None, ...]) -> int:
    """Return how many steps are done when somebody changed what came back from a place."""
    for number in reversed(range(len(places))):
        if system.identity(str(places[number])) == states[number]:
            return number + 1
    raise Unclear(f"bij {places[0].name} staat iets anders dan het programma daar zette")


def _swap(place: str, slot: str) -> None:
    there, here = system.identity(place), system.identity(slot)
    if there is not None and here is not None:
        if not system.exchange(place, slot):
            _swap_in_turn(place, slot)
    elif here is not None:
        system.move(slot, place)
    elif there is not None:
        system.move(place, slot)


def _swap_in_turn(place: str, slot: str) -> None:
    """Exchange where the system cannot do that in one go.

    A file is never absent: it gets a second name first. A folder is, for the time of one call.
    """
    aside = slot + _ASIDE
    if system.is_folder(place) or system.is_folder(slot):
        system.move(place, aside)
    else:
        system.second_name(place, aside)
    system.move(slot, place)
    system.move(aside, slot)


def _settle(place: str, slot: str, after: int | None) -> None:
    """Finish an exchange that stopped between its calls, or undo it."""
    aside = slot + _ASIDE
    found = system.identity(aside)
    if found is None or found != after:
        return
    if system.identity(place) is None:
        system.move(aside, place)
    elif system.identity(slot) is None:
        system.move(aside, slot)
    else:
        system.remove_file(aside)


def _flush(home: Path, folder: Path, journal: Journal) -> None:
    for parent in {(home / step.place).parent for step in journal.steps}:
        system.flush(str(parent))
    system.flush(str(folder))


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
