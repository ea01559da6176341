"""The promises of the architecture, read from the files. They hold without being edited."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import each

from pipeline import environment

HERE = Path(__file__).parent
ROOT = HERE.parent
STAGES = {
    *("load", "checks", "protect", "compute", "compose", "proofread"),
    *("account", "render", "publish"),
}
MAY_KNOW_STAGES = {"build", "pipeline.commands"}
MAY_PRINT = {"pipeline.console", "pipeline.environment"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 250


def source_files() -> list[Path]:
    """Return build.py and every module of pipeline and charts."""
    folders = [path for name in ("pipeline", "charts") for path in (ROOT / name).rglob("*.py")]
    return [ROOT / "build.py", *sorted(folders)]


def module_name(path: Path) -> str:
    """Return `pipeline.load.tables` for pipeline/load/tables.py."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of all that a module imports, also inside functions and if-blocks."""
    own = module_name(path).split(".")
    package = own if path.name == "__init__.py" else own[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def stage_of(name: str) -> str | None:
    """Return `load` for `pipeline.load.tables.read`, None for what is not in a stage."""
    first, _, rest = name.partition(".")
    stage = rest.partition(".")[0]
    return stage if first == "pipeline" and stage in STAGES else None


def is_under(name: str, parents: set[str]) -> bool:
    """Say whether a module is one of the parents or stands below it."""
    return any(name == parent or name.startswith(parent + ".") for parent in parents)


every_module = pytest.mark.parametrize(
    "path", source_files(), ids=lambda path: path.relative_to(ROOT).as_posix()
)


@every_module
def test_only_the_commands_know_the_stages(path):
    """A stage imports itself and the foundation; the foundation and the charts import no stage."""
    name = module_name(path)
    if is_under(name, MAY_KNOW_STAGES):
        return
    foreign = {stage_of(imported) for imported in imports(path)} - {None, stage_of(name)}
    assert not foreign, f"{name} imports another stage: {foreign}"


@every_module
def test_the_entry_is_imported_by_nobody(path):
    """build.py knows the stages, not the other way round; so do the commands."""
    if is_under(module_name(path), MAY_KNOW_STAGES):
        return
    assert not [name for name in imports(path) if is_under(name, MAY_KNOW_STAGES)]


def test_every_stage_is_there():
    """The stages are modules or packages of that name; a renamed one would escape these tests."""
    present = {stage_of(module_name(path)) for path in source_files()} - {None}
    assert present == STAGES


def test_the_entry_knows_every_stage():
    """build.py is the table of contents, itself or through the commands."""
    known = {
        stage_of(imported)
        for path in source_files()
        if is_under(module_name(path), MAY_KNOW_STAGES)
        for imported in imports(path)
    }
    assert known - {None} == STAGES


def test_the_model_imports_nothing_of_ours():
    """The records stand below everything else."""
    for path in each(source_files()):
        if is_under(module_name(path), {"pipeline.model"}):
            ours = [name for name in imports(path) if name.split(".")[0] in ("pipeline", "charts")]
            assert all(is_under(name, {"pipeline.model"}) for name in ours), ours


def writes_to_the_terminal(path: Path) -> Iterator[int]:
    """Yield the lines that print, or write to stdout or stderr."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Name) and node.id == "print":
            yield node.lineno
        if isinstance(node, ast.Attribute) and ast.unparse(node) in (
            "sys.stdout.write",
            "sys.stderr.write",
        ):
            yield node.lineno


@every_module
def test_only_the_console_and_the_set_up_print(path):
    """The set-up speaks before the console can be imported; everything else returns what it has."""
    if module_name(path) not in MAY_PRINT:
        assert not list(writes_to_the_terminal(path))


CHANGES_A_DISK = {
    *("write_text", "write_bytes", "touch", "mkdir", "makedirs", "symlink_to", "hardlink_to"),
    *("unlink", "rmdir", "removedirs", "rename", "renames", "chmod", "truncate", "save"),
    *("mkdtemp", "mkstemp", "mktemp", "TemporaryDirectory", "TemporaryFile", "NamedTemporaryFile"),
    *("rmtree", "copytree", "copyfile", "copyfileobj", "copy2", "extractall", "extract", "mkfifo"),
}
"""Calls that do so whatever stands before the dot."""
CHANGES_A_DISK_OF = {
    "os": {"open", "write", "replace", "remove", "link", "symlink", "fdopen", "sendfile"},
    "shutil": {"copy", "move", "chown", "make_archive", "unpack_archive"},
}
READS = {"r", "rb", "rt"}
MAY_WRITE = {"pipeline.writing", "pipeline.environment"}
"""The package that is for it, and the set-up, which runs before that can be imported."""
WRITES_NOTHING_OF_OURS = {
    ("pipeline.console", "os.open"),  # the device that forgets, when nobody reads along any more
    ("pipeline.pictures", "save"),  # of Pillow, into memory
}


def disk_changes(path: Path) -> Iterator[str]:
    """Yield each call of a module that can change a disk, as `os.open` or `write_text`."""
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call):
            continue
        owner, name = called(node.func)
        if name in CHANGES_A_DISK or name in CHANGES_A_DISK_OF.get(owner, ()):
            yield f"{owner}.{name}" if owner in CHANGES_A_DISK_OF else name
        elif name == "replace" and owner and len(node.args) == 1 and not node.keywords:
            yield name  # of a path; a piece of text is replaced by another, a record has names
        elif name in ("open", "ZipFile") and not modes(node, name == "open" and owner != "Image"):
            yield name


def called(function: ast.expr) -> tuple[str, str]:
    """Return what stands before the last dot, and the name after it."""
    if isinstance(function, ast.Attribute):
        return ast.unparse(function.value), function.attr
    return "", function.id if isinstance(function, ast.Name) else ""


def modes(node: ast.Call, strictly: bool) -> bool:
    """Say whether a file is opened for reading only, as far as its mode is written down."""
    given = [k.value for k in node.keywords if k.arg == "mode"]
    named = [a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    said = [a.value for a in (*given, *named) if isinstance(a, ast.Constant)]
    unknown = strictly and any(not isinstance(a, ast.Constant) for a in given)
    return not unknown and all(word in READS or not set(word) <= set("rwaxbt+") for word in said)


@every_module
def test_all_that_is_written_goes_through_one_package(path):
    """So that all of it is whole or not there: no other module can change a disk."""
    name = module_name(path)
    if is_under(name, MAY_WRITE):
        return
    assert not {call for call in disk_changes(path) if (name, call) not in WRITES_NOTHING_OF_OURS}
    assert "pipeline.writing.system" not in set(imports(path)), "staging.py and a transaction are"


def test_changes_of_a_disk_are_recognised(tmp_path):
    """Each way in which a program can make, change or remove a file; reading is none of them."""
    ways = """
open("x", "w") | open("x", mode="ab") | Path("x").open("x") | path.open("r+") | open("x", mode=m)
path.write_text("x") | path.write_bytes(b"x") | path.rename(y) | path.replace(y) | os.replace(x, y)
path.unlink() | os.remove(x) | shutil.rmtree(x) | shutil.copytree(x, y) | shutil.copyfile(x, y)
path.mkdir() | path.symlink_to(y) | path.touch() | tempfile.mkdtemp() | os.open(x, flags)
tempfile.TemporaryDirectory() | shutil.move(x, y) | ZipFile(x, "w") | image.save(x)
"""
    code = tmp_path / "code.py"
    found = [way.strip() for way in ways.replace("\n", "|").split("|") if way.strip()]
    for way in each(found):
        code.write_text(way, "utf-8")
        assert list(disk_changes(code)), way
    reading = ["open(x)", "path.open('rb')", "text.replace('a', 'b')", "replace(record, a=1)"]
    for way in [*reading, "names.remove(x)", "Image.open(x)", "tarfile.open(fileobj=x)"]:
        code.write_text(way, "utf-8")
        assert not list(disk_changes(code)), way


@every_module
def test_functions_fit_on_a_screen(path):
    """At most 40 lines, from the first decorator to the last line."""
    long = {
        f"{node.name}: {length} lines"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := 1 + (node.end_lineno or 0) - first_line(node)) > LONGEST_FUNCTION
    }
    assert not long


def first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the line on which a function starts, its decorators included."""
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


@every_module
def test_modules_stay_small(path):
    """At most 250 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize(
    "folder", ["pipeline", "charts", "templates", "tests", "docs", "benchmarks"]
)
def test_names_say_what_is_inside(folder):
    """No file or folder is called after nothing in particular."""
    for path in each((ROOT / folder).rglob("*")):
        assert not VAGUE_NAMES & set(re.split(r"[^a-z]+", path.name.lower())), path


def checks_in_files(folder: str) -> set[tuple[str, str]]:
    """Return (module, function) of every check that is written in a folder."""
    return {
        (module_name(path), node.name)
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "__init__.py"
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and is_check(node)
    }


def is_check(node: ast.FunctionDef) -> bool:
    """Say whether a function is a check: public, and called `check`, or a stream of problems."""
    returned = ast.unparse(node.returns) if node.returns else ""
    streams = re.match(r"(Iterator|Iterable|Generator)\[Problem[\],]", returned)
    return not node.name.startswith("_") and (node.name == "check" or bool(streams))


@pytest.mark.parametrize(
    ("package", "name"), [("pipeline.checks", "CHECKS"), ("pipeline.proofread", "PROOFS")]
)
def test_every_check_stands_in_the_list_once(package, name):
    """A check that is not in the list is never run, one that stands there twice reports twice."""
    checks = getattr(importlib.import_module(package), name)
    listed = [(check.__module__, check.__name__) for check in checks]
    assert sorted(listed) == sorted(checks_in_files(package.replace(".", "/")))


@every_module
def test_every_library_is_a_direct_dependency(path):
    """What the build imports is asked for by name, not met by chance; the set-up looks for it."""
    known = {*environment.BUILD_MODULES, *sys.stdlib_module_names, "pipeline", "charts"}
    assert {name.split(".")[0] for name in imports(path)} <= known


def test_lock_files_hold_no_address():
    """Names, versions and hashes only: where packages come from is up to the machine."""
    names = ("*.lock", "*requirements*.txt", "pylock*.toml", "package-lock.json")
    locks = [path for name in names for path in ROOT.glob(name)]
    assert locks
    for path in each(locks):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text), path


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_links_of_the_first_pages_lead_somewhere(page):
    """Files and folders that the first pages link to are there; so is each picture they show."""
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)", text)
    assert not [t for t in targets if "://" not in t and not (ROOT / t).exists()]


def test_ci_runs_the_test_command_of_the_readme():
    """The script and the manual say the same, and the script can be started."""
    script = ROOT / ".ci/run"
    command = "python3 build.py test"
    assert command in script.read_text(encoding="utf-8")
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111


def loops_over_what_was_found(path: Path) -> Iterator[int]:
    """Yield the lines of loops with an assertion that may be over nothing without a word."""
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.For) or not any(
            isinstance(inside, ast.Assert) for inside in ast.walk(node)
        ):
            continue
        over = node.iter
        written = isinstance(over, ast.Tuple | ast.List | ast.Dict | ast.Set)
        named = isinstance(over, ast.Name) and over.id.isupper()
        counted = isinstance(over, ast.Call) and called(over.func)[1] in ("each", "range")
        if not (written or named or counted):
            yield node.lineno


@pytest.mark.parametrize("path", sorted(HERE.glob("test_*.py")), ids=lambda path: path.name)
def test_a_loop_over_what_was_found_says_when_that_is_nothing(path):
    """Otherwise a test passes on an empty site: `for x in each(found)`."""
    assert not list(loops_over_what_was_found(path))


def test_such_loops_are_recognised(tmp_path):
    """Of what a call or a name gives; not of what is written down or counted."""
    file = tmp_path / "test_x.py"
    lines = ["for a in found:", "    assert a", "for a in (1, 2):", "    assert a"]
    lines += ["for a in each(found):", "    assert a", "for a in page.iter():", "    print(a)"]
    lines += ["for a in page.iter():", "    for b in a:", "        assert b"]
    file.write_text("\n".join(lines), "utf-8")
    assert list(loops_over_what_was_found(file)) == [1, 9, 10]
