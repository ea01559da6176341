"""The preview: pages as the files are now, for this machine only; .ci/keuring tries the browser."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from conftest import Project, each

from pipeline import arguments, fingerprint, git
from pipeline.commands.prepare import prepare
from pipeline.commands.serve.pages import Pages
from pipeline.commands.serve.preview import Preview
from pipeline.load import years
from pipeline.model import ChartBlock, DiagramBlock, TableBlock

ROOT = Path(__file__).parent.parent
STATE = re.compile(rb'id="voorbeeld-toestand">(.*?)</script>', re.DOTALL)
PATIENCE = 60


class Served:
    """A running preview of a copy of the shipped data that a test may spoil."""

    def __init__(self, folder: Path, process: subprocess.Popen[str], address: str) -> None:
        self.data, self.process, self.address = folder, process, address

    def ask(self, path: str, sent: object = None, **headers: str) -> tuple[int, bytes]:
        """Return status and content of a path."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = None if sent is None else json.dumps(sent).encode()
        request = urllib.request.Request(self.address + path, body, named)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def page(self, path: str = "/2021/publieksversie/index.html") -> bytes:
        """Return a page, which has to be there."""
        status, content = self.ask(path)
        assert status == 200, content[-500:]
        return content

    def state(self, path: str = "/2021/publieksversie/index.html") -> dict:
        """Return what a page knows of itself."""
        return json.loads(STATE.search(self.ask(path)[1])[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all tests here; each leaves the data as it was."""
    folder = tmp_path_factory.mktemp("voorbeeld")
    shutil.copytree(ROOT / "data", folder / "data")
    opened = folder / "geopend.txt"
    editor = f"{sys.executable} -c \"open('{opened}','w').write('{{bestand}}:{{regel}}')\""
    command = [sys.executable, "build.py", "serve", "--year", "2021", "--geen-browser"]
    command += ["--data", str(folder / "data"), "--editor", editor]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())[0]
            yield Served(folder / "data", process, address)
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def text(served: Served) -> Iterator[Path]:
    """A chapter that is as it was after the test."""
    path = served.data / "2021/teksten/publieksversie/02-het-gezin.md"
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


def test_every_page_of_a_year_is_there(served: Served) -> None:
    """What a page links to on this site, all of it; other years are not in a preview."""
    for start in ("/2021/", "/2021/jaarverslag/index.html"):
        page = lxml.html.fromstring(served.page(start))
        page.make_links_absolute(served.address + start)
        for _, attribute, link, _ in each(page.iterlinks()):
            path = link.removeprefix(served.address).partition("#")[0].partition("?")[0]
            if link.startswith(served.address) and not path.endswith(".pdf"):
                assert served.ask(path)[0] == 200, (start, attribute, link)


def test_a_saved_text_is_there_at_once(served: Served, text: Path) -> None:
    """Whoever asks after a save gets what was saved, watcher or not."""
    assert b"Voorjaarsvlinder" not in served.page()
    text.write_text(text.read_text("utf-8") + "\nEen Voorjaarsvlinder vliegt.\n", "utf-8")
    assert b"Voorjaarsvlinder" in served.page()


def test_the_same_content_has_the_same_key(served: Served, text: Path) -> None:
    """A key is the content: neither the moment nor the order of events is in it."""
    before = served.state()["sleutel"]
    old = text.read_bytes()
    text.write_bytes(old + b"\nAnders.\n")
    assert served.state()["sleutel"] != before
    text.write_bytes(old)
    assert served.state()["sleutel"] == before


def test_a_problem_is_told_with_its_line_and_goes_when_it_is_mended(
    served: Served, text: Path
) -> None:
    """The page is there all the same, with the rest of its text."""
    old = text.read_text("utf-8")
    text.write_text(f"{old}\nWij telden {{{{ cijfers.onzin }}}} keer.\n", "utf-8")
    told = [p for p in served.state()["problemen"] if p["code"] == "X01"]
    assert [(p["place"]["file"], p["severity"]) for p in told] == [(str(text), "FOUT")]
    assert told[0]["place"]["line"] == old.count("\n") + 2
    assert b"keer." in served.page()
    text.write_text(old, "utf-8")
    assert not [p for p in served.state()["problemen"] if p["code"] == "X01"]


def test_a_year_that_cannot_be_read_has_a_page_that_says_why(served: Served) -> None:
    """And that page follows too, so that it recovers."""
    path = served.data / "2021/verslagjaar.yaml"
    old = path.read_bytes()
    path.write_text("kapot: [", "utf-8")
    status, page = served.ask("/2021/publieksversie/index.html")
    path.write_bytes(old)
    assert status == 404
    assert b"FOUT Y01" in page
    assert STATE.search(page)
    assert served.page()


def test_a_page_hears_of_a_change(served: Served, text: Path) -> None:
    """By itself: the event names the key that the page then has."""
    with urllib.request.urlopen(
        served.address + "/_voorbeeld/gebeurtenissen", timeout=PATIENCE
    ) as events:
        assert json.loads(events.readline()[6:])["sleutel"] == served.state()["sleutel"]
        text.write_text(text.read_text("utf-8") + "\nNog een zin.\n", "utf-8")
        events.readline()
        told = json.loads(events.readline()[6:])
    assert told == {"soort": "inhoud", "sleutel": served.state()["sleutel"]}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "kwaad.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://kwaad.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_other_sites_get_nothing(served: Served, headers: dict[str, str]) -> None:
    """Not by another name for this address, nor from a page or frame of theirs."""
    for path in ("/2021/", "/_voorbeeld/gebeurtenissen", "/2021/cijferregister.json"):
        assert served.ask(path, **headers)[0] == 403


def test_a_link_to_the_preview_may_be_followed(served: Served) -> None:
    """From a mail or a chat, as a page of its own."""
    link = {
        "Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"
    }  # fmt: skip
    assert served.ask("/2021/", **link)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/2021/../../data/organisatie.yaml",
        "/2021/%2e%2e/%2e%2e/data/organisatie.yaml",
        "/2021/..%2f..%2fbuild.py",
        "/2021//etc/passwd",
        "/_voorbeeld/..%2fweb.html.j2",
        "/_voorbeeld/web.html.j2",
        "/2020/jaarverslag/index.html",
        "/data/2021/cijfers.yaml",
    ],
)
def test_no_path_leads_out_of_the_site(served: Served, path: str) -> None:
    """Files are made by name; nothing is read by the path that was asked for."""
    status, content = served.ask(path)
    assert status == 404
    assert b"organisatie" not in content.lower() or b"Deze pagina is er niet" in content


def test_it_listens_on_the_loopback_address_only(served: Served) -> None:
    """Nobody else on the network can reach it."""
    port = int(served.address.rpartition(":")[2])
    listening = [
        line.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text("ascii").splitlines()[1:]
        if line.split()[3] == "0A" and int(line.split()[1].rpartition(":")[2], 16) == port
    ]
    assert listening == [f"0100007F:{port:04X}"]


def test_the_editor_opens_inputs_of_the_year_and_nothing_else(served: Served, text: Path) -> None:
    """Only for a page of ours: it knows the token."""
    opened = served.data.parent / "geopend.txt"
    token = {"X_Voorbeeld": served.state()["teken"], "Content_Type": "application/json"}
    asked = {"bestand": str(text), "regel": 7}
    assert served.ask("/_voorbeeld/openen", asked)[0] == 403
    assert served.ask("/_voorbeeld/openen", asked, X_Voorbeeld="raad", Content_Type="x/y")[0] == 403
    for other in ("/etc/passwd", "../../etc/passwd", ".git/config", str(served.data / "nieuw.md")):
        assert served.ask("/_voorbeeld/openen", {"bestand": other, "regel": 1}, **token)[0] == 404
    assert served.ask("/_voorbeeld/openen", {"bestand": str(text), "regel": "x"}, **token)[0] == 404
    assert served.ask("/_voorbeeld/openen", asked, **token)[0] == 204
    deadline = time.monotonic() + PATIENCE
    while not (opened.exists() and opened.read_text("utf-8")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert opened.read_text("utf-8") == f"{text}:7"


MALFORMED = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"3",
    b'"x"',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"bestand": null}',
    b'{"bestand": [1], "regel": {}}',
    b'{"bestand": "\\u0000", "regel": 1}',
    b'{"bestand": "' + b"a" * 10_000 + b'"}',
    b'{"publicatie": ["a"]}',
    b'{"publicatie": {}}',
    b'{"publicatie": "\\ud800"}',
    b'{"bestand": "\\ud800", "regel": 1}',
    b'{"bestand": "~/x"}',
]


@pytest.mark.parametrize("place", ["openen", "pdf"])
def test_what_is_malformed_is_refused(served: Served, place: str) -> None:
    """Whatever somebody sends, the answer is a refusal and never a fault of the program."""
    token = served.state()["teken"].encode()
    address = f"/_voorbeeld/{place}".encode()
    known = {403, 404}
    answers = [raw(served, address, body, token) for body in MALFORMED]
    answers += [raw(served, address, b"{}", other) for other in (b"", b"\xe9", b"\xff" * 50)]
    assert len(answers) == len(MALFORMED) + 3
    assert set(answers) <= known


STRANGE_PATHS = [b"/2021/%00", b"/2021/%ff%fe", b"/2021/a/../../x", b"/2021//", b"/%2e%2e/", b"/x"]
STRANGE_PATHS += [
    b"/2021/" + b"a/" * 2000,
    b"/2021/data:,x.html",
    b"/_voorbeeld/%00",
    b"/2021/\xff",
]


def test_a_strange_address_is_no_fault_of_the_program(served: Served) -> None:
    """It is not there, or no address at all."""
    for path in STRANGE_PATHS:
        assert raw(served, path) in (307, 400, 404, 414), path


def raw(served: Served, path: bytes, body: bytes | None = None, token: bytes = b"") -> int:
    """Send bytes as they are; return the status of the answer."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    lines = [(b"GET" if body is None else b"POST") + b" " + path + b" HTTP/1.1"]
    lines += [f"Host: {host}:{port}".encode(), b"Connection: close", b"X-Voorbeeld: " + token]
    if body is not None:
        lines.append(b"Content-Length: %d" % len(body))
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + (body or b""))
        answer = connection.makefile("rb").readline()
    return int(answer.split(b" ")[1])


def test_files_are_read_once_per_change(mini: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often somebody asks; a change is seen at once, also of the same length."""
    options = arguments.parse(["check", "--year", "2022"], mini.root)
    preview = Preview(mini.root, options, 2022)
    read: list[int] = []
    inputs = fingerprint.inputs
    monkeypatch.setattr(fingerprint, "inputs", lambda *given: (read.append(1), inputs(*given))[1])
    monkeypatch.setattr(git, "_asked", lambda *given: read.append(1))
    first = preview.current()
    time.sleep(0.2)  # until no file was written just now
    preview.current()
    read.clear()
    assert [preview.current() for _ in range(20)] == [preview.current()] * 20
    assert not read
    for word in ("# Een", "# Wee", "# Ree"):
        mini.write("2022/teksten/jaarverslag/01-ons-jaar.md", f"{word} jaar\n\nTekst.\n")
        after = preview.current()
        assert after.key != first.key
        first = after
    assert read


def test_a_drawing_process_that_dies_is_replaced(mini: Project) -> None:
    """Once per question: the page comes as if nothing had happened."""
    options = arguments.parse(["check", "--year", "2022"], mini.root)
    with Preview(mini.root, options, 2022) as preview:
        before = Pages(preview, preview.current()).get("jaarverslag/index.html")
        assert before
        preview._drawn.clear()
        (process,) = preview._worker._processes.values()
        process.kill()
        process.join()
        assert Pages(preview, preview.current()).get("jaarverslag/index.html") == before


def test_a_pdf_is_made_on_request_and_never_shown_when_it_is_stale(
    served: Served, text: Path
) -> None:
    """In the background, with progress; after a change it is gone until it is made again."""
    pdf = "/2021/nieuwsbericht/nieuwsbericht-2021.pdf"
    assert served.ask(pdf)[0] == 404
    token = {"X_Voorbeeld": served.state()["teken"], "Content_Type": "application/json"}
    assert served.ask("/_voorbeeld/pdf", {"publicatie": "onzin"}, **token)[0] == 403
    with urllib.request.urlopen(
        served.address + "/_voorbeeld/gebeurtenissen", timeout=PATIENCE
    ) as events:
        assert served.ask("/_voorbeeld/pdf", {"publicatie": "nieuwsbericht"}, **token)[0] == 202
        told = []
        while not told or told[-1].get("stand") not in ("klaar", "mislukt"):
            line = events.readline()
            told += [json.loads(line[6:])] if line.startswith(b"data: ") else []
    assert told[-1] == {
        "soort": "pdf",
        "publicatie": "nieuwsbericht",
        "stand": "klaar",
        "regel": "",
    }
    assert [event for event in told if event.get("stand") == "bezig"]
    status, content = served.ask(pdf)
    assert (status, content[:5]) == (200, b"%PDF-")
    text.write_text(text.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    assert served.ask(pdf)[0] == 410


@pytest.mark.parametrize("year", years(ROOT / "data"))
def test_every_block_says_where_it_was_typed(year: int) -> None:
    """The first words of each paragraph, heading and point stand on the line that it names."""
    options = arguments.parse(["check", "--year", str(year)], ROOT)
    with Preview(ROOT, options, year) as preview:
        state = preview.current()
        pages, seen = Pages(preview, state), 0
        for document in each(state.year.documents):
            html = pages.get(f"{document.publication.id}/index.html")
            page = lxml.html.fromstring(html.decode())
            for block in each(page.iterfind(".//*[@data-plaats]")):
                file, _, line = block.get("data-plaats").rpartition(":")
                if block.tag not in ("p", "h3", "h4", "li") or not block.text_content().strip():
                    continue
                typed = (ROOT / file).read_text("utf-8").split("\n")[int(line) - 1]
                for number in block.iterfind(".//span[@class='nummer']"):
                    number.drop_tree()
                words = re.findall(r"[a-zA-Z]{3,}", block.text_content())
                assert not words or words[0] in typed or "{{" in typed, (file, line, words[0])
                seen += 1
        assert seen > 10


def test_every_table_chart_and_diagram_says_what_it_was_made_from(served: Served) -> None:
    """Each file exists, and each block of that kind is named."""
    options = arguments.parse(["check", "--year", "2021"], ROOT)
    kinds = (TableBlock, ChartBlock, DiagramBlock)
    for document in each(prepare(ROOT, options, 2021).documents):
        name = document.publication.id
        sources = served.state(f"/2021/{name}/index.html")["bronnen"]
        blocks = [b for c in document.chapters for b in c.blocks if isinstance(b, kinds)]
        assert {block.id for block in blocks} <= sources.keys()
        for lines in each(sources.values()):
            for _, file, line in each(lines):
                path = Path(file) if Path(file).is_absolute() else ROOT / file
                assert len(path.read_text("utf-8").split("\n")) >= line >= 1


def test_a_changed_text_draws_no_chart_again(mini: Project) -> None:
    """Only what changed is done again; another number is another drawing."""
    options = arguments.parse(["check", "--year", "2022"], mini.root)
    with Preview(mini.root, options, 2022) as preview:
        drawn: list[int] = []
        worker = preview._worker
        submit = worker.submit

        def counted(function, *arguments_):
            if function.__name__ == "draw":
                drawn.append(len(arguments_[0]))
            return submit(function, *arguments_)

        worker.submit = counted
        page = Pages(preview, preview.current()).get("jaarverslag/index.html")
        assert drawn
        drawn.clear()
        mini.change("2022/teksten/jaarverslag/01-ons-jaar.md", "# ", "# Ook ")
        fresh = Pages(preview, preview.current()).get("jaarverslag/index.html")
        assert fresh != page
        assert not drawn
        mini.change("2022/tabellen/verzuim.csv", "1,1;1,3", "1,2;1,3")
        Pages(preview, preview.current()).get("jaarverslag/index.html")
        assert sum(drawn) == 1


def test_what_a_preview_shows_is_what_is_published(built_years: Path) -> None:
    """Apart from the places of its blocks and the link to a PDF, byte for byte."""
    options = arguments.parse(["check", "--year", "2021"], ROOT)
    with Preview(ROOT, options, 2021) as preview:
        page = Pages(preview, preview.current()).get("jaarverslag/index.html").decode()
    published = (built_years / "2021/jaarverslag/index.html").read_text("utf-8")
    published = re.sub(r'<p class="knoppen">.*?</p>\n', "", published)
    published = re.sub(r'<li><a href="jaarverslag-2021.pdf">.*?</li>\n', "", published)
    assert re.sub(r' data-plaats="[^"]*"', "", page) == published


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--editor", "code"], "{bestand}"),
        (["--editor", "code '{bestand}"], "De opdracht voor de editor klopt niet"),
        (["--poort", "80"], "een getal van 1024"),
        (["--poort", "veel"], "een getal van 1024"),
    ],
)
def test_a_wrong_command_is_told_in_dutch(words: list[str], told: str) -> None:
    """In one line, and with 2."""
    command = [sys.executable, "build.py", "serve", "--year", "2021", "--geen-browser", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert told in done.stderr


def test_two_previews_each_have_their_own_port(served: Served) -> None:
    """The second takes the next one; asked for one that is taken, it says so."""
    port = served.address.rpartition(":")[2]
    command = [sys.executable, "build.py", "serve", "--year", "2021", "--geen-browser"]
    done = subprocess.run(
        [*command, "--poort", port], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"gebruikt poort {port} al" in done.stderr
