"""The whole website: what is public, what stays where it was, and where it goes."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import lxml.html
import pytest
import tinycss2
from conftest import each

from pipeline.load.addresses import read_addresses
from pipeline.model import Place, Problem, ProblemsFound
from pipeline.site import addresses, machine_files
from pipeline.site.addresses import Memory, Stated
from pipeline.site.fragments import SCOPE, scoped
from pipeline.site.links import check_links
from pipeline.site.targets import Refusal, target_of
from pipeline.site.targets.folder import Folder
from pipeline.site.targets.rsync import Rsync
from pipeline.writing import system

ROOT = Path(__file__).parent.parent
BASE = "https://www.example.org/verslagen/"
DAY = datetime.date(2026, 3, 1)


def said(*words: str) -> tuple[int, str]:
    """Run the command as a user does; return its exit code and all that it says."""
    command = [sys.executable, "build.py", "publiceer", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr + done.stdout


def published(
    output: Path, target: object, *words: str, data: Path | None = None
) -> tuple[int, str]:
    """Publish what stands in a copy of the output."""
    folders = ["--data", str(data)] if data else []
    where = ["--naar", str(target), "--basis-url", BASE, "--output", str(output)]
    return said(*where, *folders, *words)


@pytest.fixture(scope="module")
def whole(built_years: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the output, which a test may not touch, and the site that was made of it."""
    folder = tmp_path_factory.mktemp("site")
    output = folder / "output"
    shutil.copytree(built_years, output)
    code, told = published(output, folder / "site", "--met-concepten")
    assert code == 0, told
    return output, folder / "site"


# --- what is in it -------------------------------------------------------------------------------


def pages(site: Path) -> list[Path]:
    """Return every page, without the fragments."""
    found = [path for path in sorted(site.rglob("*.html")) if path.name != "fragment.html"]
    assert len(found) > 20
    return found


def test_nothing_that_is_the_builds_own_is_published(whole):
    """No hashes of what went in, no lock, no list for the web editor."""
    output, site = whole
    names = {path.name for path in site.rglob("*") if path.is_file()}
    assert not names & {"manifest.json", ".transactie", ".zegel", "externe-koppelingen.txt"}
    built = {p.relative_to(output) for p in output.rglob("*") if p.is_file()}
    built -= {p for p in built if p.name in ("manifest.json", "externe-koppelingen.txt")}
    assert built <= {p.relative_to(site) for p in site.rglob("*") if p.is_file()}


def test_every_page_knows_its_own_address_and_its_card(whole):
    """Below the address of the site, as a visitor sees it, and each card is there."""
    _, site = whole
    for path in each(pages(site)):
        if path.name == "404.html":
            continue
        tree = lxml.html.document_fromstring(path.read_bytes())
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        assert tree.xpath("//link[@rel='canonical']/@href") == [BASE + address]
        told = {m.get("property"): m.get("content") for m in tree.xpath("//meta[@property]")}
        assert told["og:url"] == BASE + address
        assert told["og:title"] == tree.findtext("head/title")
        assert told["og:description"]
        card = site / told["og:image"].removeprefix(BASE)
        assert card.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_draft_is_not_to_be_listed(whole):
    """Neither by a search engine, nor in the sitemap or the feed."""
    _, site = whole
    draft = (site / "2021/jaarverslag/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in draft
    for name in ("sitemap.xml", "feed.xml"):
        assert "2021/jaarverslag/" not in (site / name).read_text("utf-8")
    assert "Concept." in (site / "2021/jaarverslag/fragment.html").read_text("utf-8")
    assert "noindex" not in (site / "2020/jaarverslag/index.html").read_text("utf-8")


def test_the_sitemap_lists_every_page_that_may_be_listed(whole):
    """Each once, with an address that is a file of the site."""
    _, site = whole
    tree = ElementTree.parse(site / "sitemap.xml")
    listed = [
        loc.text or "" for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert len(listed) == len(set(listed))
    for address in each(listed):
        path = address.removeprefix(BASE)
        assert (
            site / path / "index.html" if path.endswith("/") or not path else site / path
        ).is_file()
    left_out = {"404.html", "zoeken.html"}
    assert len(listed) == len([p for p in pages(site) if p.name not in left_out]) - 1


def test_the_feed_has_what_has_a_date(whole):
    """The latest first; each with the address of its page."""
    _, site = whole
    space = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.parse(site / "feed.xml").findall(f"{space}entry")
    assert len(entries) == 2
    for entry in each(entries):
        assert (entry.findtext(f"{space}updated") or "").startswith("2021-05-25")
        assert (entry.findtext(f"{space}id") or "").startswith(f"{BASE}2020/")


def test_the_page_for_a_wrong_address_works_at_any_depth(whole):
    """Its own links start at the root of the host."""
    _, site = whole
    tree = lxml.html.document_fromstring((site / "404.html").read_bytes())
    found = tree.xpath("//@href | //@src")
    assert found
    assert all(address.startswith(("/verslagen/", "#")) for address in found)


def test_pages_have_nothing_that_the_policy_forbids(whole):
    """No script or style in a page, nothing from elsewhere; a browser tries it in .ci/keuring."""
    _, site = whole
    for path in each(pages(site)):
        tree = lxml.html.document_fromstring(path.read_bytes())
        assert not tree.xpath("//script[not(@src)] | //style | //*[@style] | //base | //iframe")
        assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on")]
    assert "unsafe-inline" not in machine_files.POLICY
    for name in (".htaccess", "_headers", "nginx-koppen.conf"):
        assert machine_files.POLICY in (site / name).read_text("utf-8")


# --- fragments -----------------------------------------------------------------------------------


def test_a_fragment_is_complete_and_touches_nothing_around_it(whole):
    """Every rule of its style is for the fragment, every address is whole, no name is shared."""
    _, site = whole
    for path in each(sorted(site.rglob("fragment.html"))):
        text = path.read_text("utf-8")
        tree = lxml.html.fragment_fromstring(text)
        assert not tree.xpath("//script | //button | //main | //@onclick")
        for rule in each(tinycss2.parse_stylesheet(tree.findtext("style"), True, True)):
            if rule.type == "qualified-rule":
                prelude = re.sub(r"\([^()]*\)", "", tinycss2.serialize(rule.prelude))
                assert all(SCOPE in selector for selector in prelude.split(","))
        own = set(tree.xpath("//@id"))
        assert all(name.startswith("jv-") for name in own)
        for address in each(tree.xpath("//*[not(ancestor::svg)]/@href | //@src")):
            assert address.startswith(("https://", "#jv-", "mailto:", "tel:")), address
            if address.startswith("#"):
                assert address[1:] in own
        page = lxml.html.document_fromstring(path.with_name("index.html").read_bytes())
        figures = page.xpath("count(//main//figure)")
        assert tree.xpath("count(//figure)") == figures


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("p, li { margin: 0 }", f".{SCOPE} p, .{SCOPE} li"),
        (":root { --a: 1 }", f".{SCOPE} {{"),
        ("body.overzicht p { margin: 0 }", f".{SCOPE}.overzicht p"),
        ("p:is(.a, .b) { margin: 0 }", f".{SCOPE} p:is(.a, .b) {{"),
        (".htmlx { margin: 0 }", f".{SCOPE} .htmlx"),
        ("a { background: url(x.svg) }", "url(https://e.nl/a/x.svg)"),
        ("@media (min-width: 9px) { p { margin: 0 } }", f".{SCOPE} p"),
    ],
)
def test_a_rule_is_for_the_fragment_alone(style, expected):
    """Whatever it was for on the page of its own."""
    assert expected in scoped(style, "https://e.nl/a/")


def test_a_fragment_leaves_the_ground_to_the_page_around_it():
    """Letters for a dark screen on a white page could not be read."""
    assert scoped("@media screen and (prefers-color-scheme: dark) { p { color: #fff } }", "") == ""


# --- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "good"),
    [
        ("b.html", True),
        ("map/", True),
        ("map/index.html#een", True),
        ("#hier", True),
        (BASE + "b.html", True),
        ("/verslagen/b.html?zoek=x", True),
        ("c.html", False),
        ("b.html#niets", False),
        ("../buiten.html", False),
        (BASE + "c.html", False),
        ("map%2Findex.html", True),
    ],
)
def test_a_link_that_leads_nowhere_is_found(tmp_path, link, good):
    """To a file, to a place in it, and with the whole address of the site."""
    (tmp_path / "map").mkdir()
    (tmp_path / "a.html").write_text(f'<h1 id="hier">x</h1>\n<a href="{link}">x</a>', "utf-8")
    (tmp_path / "b.html").write_text("<p>x</p>", "utf-8")
    (tmp_path / "map/index.html").write_text('<p id="een">x</p>', "utf-8")
    found = check_links(tmp_path, BASE).problems
    assert not found if good else [(p.code, p.place.line) for p in found] == [("P02", 2)]


def test_links_to_elsewhere_are_listed_and_pictures_of_a_style_are_followed(tmp_path):
    """With the pages that lead there."""
    (tmp_path / "a.html").write_text('<a href="https://e.nl/x#y">x</a>', "utf-8")
    (tmp_path / "s.css").write_text("a { background: url(weg.svg) }", "utf-8")
    checked = check_links(tmp_path, BASE)
    assert checked.outside == {"https://e.nl/x": ("a.html",)}
    assert [problem.place.file for problem in checked.problems] == ["s.css"]


# --- addresses -----------------------------------------------------------------------------------


def test_an_address_may_not_disappear_within_seven_years(tmp_path):
    """Unless it moved, or was withdrawn for a reason."""
    old = Memory({"2020/jaarverslag/": ("2021-05-25", "2026-02-01")})
    none = Stated()
    assert [p.code for p in addresses.lost(old, tmp_path, none, DAY)] == ["P03"]
    withdrawn = Stated(withdrawn={"2020/jaarverslag/": "verzoek"})
    assert not list(addresses.lost(old, tmp_path, withdrawn, DAY))
    long_ago = Memory({"2012/jaarverslag/": ("2013-05-25", "2018-05-25")})
    assert not list(addresses.lost(long_ago, tmp_path, none, DAY))


def test_what_is_remembered_is_what_others_may_link_to(whole):
    """Pages, PDFs and data, since the first day; not fonts or the index of the search."""
    _, site = whole
    memory, damaged = addresses.remembered((site / addresses.MEMORY).read_text("utf-8"))
    assert not damaged
    assert "2020/jaarverslag/" in memory.addresses
    assert "2020/jaarverslag/jaarverslag-2020.pdf" in memory.addresses
    assert not [name for name in memory.addresses if "fonts" in name or "zoekindex" in name]
    later = addresses.next_memory(memory, ["2020/jaarverslag/"], DAY + datetime.timedelta(400))
    since, last = later.addresses["2020/jaarverslag/"]
    assert since < last == "2027-04-05"


def moved(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return the codes of moving an address."""
    stated = Stated({old: new}, {}, {old: Place("adressen.yaml", 2)})
    return [problem.code for problem in addresses.place_moved(tmp_path, BASE, stated)]


def test_an_old_address_leads_on(tmp_path):
    """A page to a page; a file that is no page stands there itself."""
    (tmp_path / "nieuw").mkdir()
    (tmp_path / "nieuw/index.html").write_text("<p>x</p>", "utf-8")
    (tmp_path / "nieuw/a.pdf").write_bytes(b"%PDF")
    assert moved(tmp_path, "oud/verslag.html", "nieuw/") == []
    assert moved(tmp_path, "oud", "nieuw/") == []
    assert moved(tmp_path, "downloads/a.pdf", "nieuw/a.pdf") == []
    assert f'url={BASE}nieuw/"' in (tmp_path / "oud/verslag.html").read_text("utf-8")
    assert (tmp_path / "oud/index.html").is_file()
    assert (tmp_path / "downloads/a.pdf").read_bytes() == b"%PDF"
    assert not check_links(tmp_path, BASE).problems
    assert moved(tmp_path, "nieuw/a.pdf", "nieuw/a.pdf") == ["P02"]
    assert moved(tmp_path, "oud.pdf", "nieuw/") == ["P02"]
    assert moved(tmp_path, "nieuw/a.pdf/b.pdf", "nieuw/a.pdf") == ["P02"]
    assert moved(tmp_path, "weg.html", "er-niet/") == ["P02"]
    told = machine_files.header_files(BASE, {"oud": "nieuw/"}, ["weg"])
    assert f'Redirect 301 "/verslagen/oud" "{BASE}nieuw/"' in told[".htaccess"]
    assert "/verslagen/oud /verslagen/nieuw/ 301" in told["_redirects"]
    assert 'Redirect gone "/verslagen/weg"' in told[".htaccess"]


def test_what_would_break_an_old_address_is_not_published(whole, tmp_path):
    """And what stood there, still stands there."""
    output, site = whole
    target = tmp_path / "site"
    shutil.copytree(site, target)
    memory = json.loads((target / "adressen.json").read_text("utf-8"))
    day = datetime.date.today().isoformat()
    memory["adressen"]["2019/jaarverslag/"] = {"sinds": day, "laatst": day}
    (target / "adressen.json").write_text(json.dumps(memory), "utf-8")
    code, told = published(output, target, "--met-concepten")
    assert (code, re.findall(r"FOUT (\w+)", told)) == (1, ["P03"])
    assert "2019/jaarverslag/" in (target / "adressen.json").read_text("utf-8")
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "adressen.yaml").write_text(
        "verhuisd:\n  - adres: 2019/jaarverslag/\n    naar: 2020/jaarverslag/\n", "utf-8"
    )
    assert published(output, target, "--met-concepten", data=data)[0] == 0
    assert "Verhuisd" in (target / "2019/jaarverslag/index.html").read_text("utf-8")


NO_ADDRESSES = [
    *("/vooraan", "https://e.nl/x", "a/../b", "a?p=1", "a#b", "a%2e%2e/b", "a%00b", "a%"),
    *(
        'a\\" \\nRequire all granted',
        "a\\n/* /kwaad 200",
        "a;}",
        "a%22 b",
        "a%0Ab",
        "$host",
        "${X}",
    ),
    *("a'b", "a\\\\b", "*", ":naam", "<b>", "a%5C", "a%7Bb", "a\u00a0b"),
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_address_outside_the_site_is_refused(tmp_path, address):
    """In adressen.yaml, with its line."""
    data = tmp_path
    text = f'verhuisd:\n  - adres: "{address}"\n    naar: 2020/jaarverslag/\n'
    (data / "adressen.yaml").write_text(text, "utf-8")
    problems: list[Problem] = []
    read_addresses(data / "adressen.yaml", problems)
    assert [p.place.line for p in problems] == [2]
    assert problems[0].code in ("Y08", "B04", "Y02", "Y03")


def test_addresses_with_spaces_and_accents_are_data(tmp_path):
    """They are written as each server reads them, and are never more than one value."""
    assert addresses.is_below("verslag%202019/café.pdf")
    moved = {"verslag%202019.pdf": "2020/jaarverslag/jaarverslag-2020.pdf", "café": "2020/"}
    told = machine_files.header_files(BASE, moved, ["weg hier.html"])
    assert 'Redirect 301 "/verslagen/verslag 2019.pdf" ' in told[".htaccess"]
    assert 'Redirect gone "/verslagen/weg hier.html"' in told[".htaccess"]
    lines = told["_redirects"].splitlines()
    assert len(lines) == 3
    assert all(len(line.split(" ")) == 3 for line in lines)
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020/index.html").write_text("<p>x</p>", "utf-8")
    stated = Stated({"oud%20verslag.html": "2020/"}, {}, {"oud%20verslag.html": Place("a", 1)})
    assert not list(addresses.place_moved(tmp_path, BASE, stated))
    assert (tmp_path / "oud verslag.html").is_file()


DAMAGED = [
    *("", "{", "[]", '{"adressen": 3}', '{"adressen": {"a": {"sinds": "gisteren"}}}', "\x00"),
    '{"adressen": {"a": {"sinds": 20200101, "laatst": "2020-01-01"}}}',
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_list_of_addresses_is_a_message(text):
    """Nobody knows then which addresses have to stay: nothing is published."""
    memory, problems = addresses.remembered(text)
    assert memory == Memory()
    assert [problem.code for problem in problems] == ["P06"]


def test_a_site_with_a_damaged_list_is_left_as_it_is(whole, tmp_path):
    """Also when it is no text at all."""
    output, site = whole
    target = tmp_path / "site"
    shutil.copytree(site, target)
    (target / "adressen.json").write_bytes(b"\xff\xfe")
    before = (target / "index.html").stat().st_ino
    code, told = published(output, target, "--met-concepten")
    assert (code, re.findall(r"FOUT (\w+)", told)) == (1, ["P06"])
    assert (target / "index.html").stat().st_ino == before


# --- drafts and addresses of the site ------------------------------------------------------------


def test_drafts_are_refused_unless_asked_for(whole, tmp_path):
    """Before anything is made."""
    code, told = published(whole[0], tmp_path / "site")
    assert code == 2
    assert "2021 jaarverslag" in told
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "base",
    ["", "www.example.org", "http://www.example.org", "https://e.nl/?x=1", "https://a:b@e.nl/"],
)
def test_a_wrong_address_of_the_site_is_refused(whole, tmp_path, base):
    """It would stand in every page."""
    where = ["--naar", str(tmp_path / "s"), "--output", str(whole[0])]
    code, told = said(*where, f"--basis-url={base}", "--met-concepten")
    assert code == 2
    assert "basis-url" in told


def test_a_year_that_is_not_in_the_data_is_refused(whole, tmp_path):
    """It was made once, and nobody keeps it."""
    output = tmp_path / "output"
    shutil.copytree(whole[0], output)
    shutil.copytree(output / "2020", output / "2019")
    code, told = published(output, tmp_path / "site", "--met-concepten")
    assert code == 2
    assert "2019" in told


# --- where it goes -------------------------------------------------------------------------------


def small(folder: Path, word: str) -> Path:
    """Make a site of one page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(word, "utf-8")
    (folder / addresses.MEMORY).write_text('{"adressen": {}}', "utf-8")
    return folder


def test_a_folder_is_replaced_as_a_whole_and_comes_back(tmp_path):
    """Also what the new site does not have any more; and back again."""
    target = Folder(tmp_path / "www")
    one, two = small(tmp_path / "een", "een"), small(tmp_path / "twee", "twee")
    (one / "alleen-hier.html").write_text("x", "utf-8")
    target.publish(one)
    target.publish(two)
    assert not (tmp_path / "www/alleen-hier.html").exists()
    for expected in ("een", "twee"):
        target.restore()
        assert target.read("index.html") == expected


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    """Whatever stands in it."""
    (tmp_path / "www").mkdir()
    (tmp_path / "www/belangrijk.txt").write_text("x", "utf-8")
    with pytest.raises(Refusal, match="niet heeft gepubliceerd"):
        Folder(tmp_path / "www").publish(small(tmp_path / "een", "een"))
    assert (tmp_path / "www/belangrijk.txt").is_file()
    with pytest.raises(Refusal, match="geen vorige"):
        Folder(tmp_path / "www").restore()


def test_when_the_folder_cannot_be_replaced_the_old_site_stays(tmp_path, monkeypatch):
    """A disk that fills up in the middle, or a rename that fails."""
    target = Folder(tmp_path / "www")
    target.publish(small(tmp_path / "een", "een"))

    def full(one: str, other: str) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(system, "exchange", full)
    with pytest.raises(ProblemsFound) as refused:
        target.publish(small(tmp_path / "twee", "twee"))
    assert [problem.found for problem in refused.value.problems] == ["de schijf is vol"]
    monkeypatch.undo()
    assert target.read("index.html") == "een"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["een", "twee", "www"]


def test_only_a_whole_site_comes_back(tmp_path):
    """The one before that misses a file stays where it is, and what is shown stays too."""
    target = Folder(tmp_path / "www")
    target.publish(small(tmp_path / "een", "een"))
    target.publish(small(tmp_path / "twee", "twee"))
    (tmp_path / ".www.vorige/index.html").unlink()
    with pytest.raises(Refusal, match="niet heel"):
        target.restore()
    assert target.read("index.html") == "twee"


@pytest.fixture
def repository(tmp_path) -> Path:
    """Return a repository with a commit, and another one beside it as its origin."""
    work, far = tmp_path / "werk", tmp_path / "ver.git"
    who = ["-c", "user.name=R", "-c", "user.email=r@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "-q", "--bare", str(far)], check=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(work)], check=True)
    (work / "x").write_text("x", "utf-8")
    for words in (["add", "."], ["commit", "-qm", "een"], ["remote", "add", "origin", str(far)]):
        subprocess.run(["git", *who, *words], cwd=work, check=True)
    return work


@pytest.mark.parametrize("name", ["paginas", "origin/paginas"])
def test_a_branch_gets_the_whole_site_and_comes_back(repository, tmp_path, name):
    """As commits of their own; the files that somebody works on stay as they are."""
    one, two = small(tmp_path / "een", "een"), small(tmp_path / "twee", "twee")
    (one / "alleen-hier.html").write_text("x", "utf-8")
    target = target_of(f"git:{name}", repository, ())
    assert target.read("index.html") is None
    target.publish(one)
    target_of(f"git:{name}", repository, ()).publish(two)
    target = target_of(f"git:{name}", repository, ())
    assert target.read("index.html") == "twee"
    assert target.read("alleen-hier.html") is None
    target.restore()
    assert target.read("alleen-hier.html") == "x"
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=repository, capture_output=True, text=True, check=True
    )
    assert status.stdout == ""
    if name.startswith("origin"):
        shown = subprocess.run(
            ["git", "show", "paginas:index.html"],
            cwd=tmp_path / "ver.git",
            capture_output=True,
            text=True,
            check=True,
        )
        assert shown.stdout == "een"


NOWHERE = [
    *("", " ", "\t", " ../site", "../site ", "a\nb", "a\x1bb", "-", "--rsh=touch kwaad", "-e x:y"),
    *("/", "//", "/.", "~", "~/site", "~iemand", "http://a.nl/x", "https://a.nl", "file:///tmp/x"),
    *("ext::sh -c kwaad", "ext::sh", "a:", "a:/", "a:~", "a:.", "a b:/c", "a:/b c", "a:/b;c"),
    *("a:/../b", "a:/b/../c", "-x@a:/b", "rsync://", "rsync://a", "rsync://a/", "rsync://-x/b"),
    *("a:/b$(c)", "a:/b`c`", "a:/'b", "git:", "git:-x", "git:--all", "git:a b", "git:@{-1}"),
    *("git:ext::sh -c x/main", "git:a..b", "git:/", "git:a~1", "git:a:b"),
]


@pytest.mark.parametrize("word", NOWHERE)
def test_a_place_is_an_address_or_an_error(repository, word, monkeypatch):
    """No option gets through to rsync or git, nothing that is a whole disk, no blanks."""
    started: list[object] = []
    run = subprocess.run

    def watched(command, *more, **others):
        started.append(command)
        return run(command, *more, **others)

    monkeypatch.setattr(subprocess, "run", watched)
    with pytest.raises(Refusal) as refused:
        target_of(word, repository, ())
    assert len(str(refused.value).splitlines()) == 1
    assert not [c for c in started if "rsync" in str(c) or {"fetch", "push", "ls-remote"} & set(c)]


def test_folders_that_hold_something_else_are_refused(tmp_path):
    """The data, the output, the program, or what they lie in; but a folder beside them is fine."""
    root = tmp_path / "project"
    ours = (root, root / "data", root / "output")
    (root / "data").mkdir(parents=True)
    for word in (tmp_path, root, root / "data", root / "data/site", root / "output/www"):
        with pytest.raises(Refusal, match="erin staan"):
            target_of(str(word), root, ours)
    for word in (tmp_path / "mijn site", root / "www"):
        assert isinstance(target_of(str(word), root, ours), Folder)


@pytest.mark.parametrize("answer", ["exit 0", "echo hallo", "exit 23"])
def test_a_transfer_that_sent_nothing_is_not_published(tmp_path, monkeypatch, answer):
    """Whatever rsync says: what is shown there is looked at."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/rsync").write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
    (tmp_path / "bin/rsync").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    target = target_of("iemand@machine.example:/var/www", tmp_path, ())
    with pytest.raises(Refusal, match=r"niets gepubliceerd|niet bereiken"):
        target.publish(small(tmp_path / "een", "een"))


LISTS = ["", "{", "[]", '{"huidig": "x", "vorige": ""}', '{"huidig": 3, "vorige": ""}', "null"]
LISTS += ['{"huidig": "../../etc", "vorige": ""}', '{"huidig": "", "vorige": "--rsh=x"}']


@pytest.mark.parametrize("text", LISTS)
def test_a_damaged_list_of_editions_is_a_message(tmp_path, monkeypatch, text):
    """And what stands in it never becomes a word of a command."""
    target = target_of("iemand@machine.example:/var/www", tmp_path, ())
    monkeypatch.setattr(Rsync, "_fetched", lambda self, name: text)
    monkeypatch.setattr(Rsync, "_run", lambda *words, **more: pytest.fail("rsync was started"))
    for act in (target.restore, lambda: target.publish(tmp_path)):
        with pytest.raises(Refusal, match="beschadigd"):
            act()


def test_the_branch_that_somebody_works_in_is_refused(repository):
    """It would lose all that is in it."""
    with pytest.raises(Refusal, match="branch waarin u werkt"):
        target_of("git:main", repository, ())


def test_a_site_of_only_adopted_publications_is_whole(tmp_path):
    """A draft is nowhere in it, not even as a link; what is left is checked as ever."""
    output = tmp_path / "output"
    code, told = published(output, tmp_path / "site", "--zonder-concepten")
    assert code == 0, told
    site = tmp_path / "site"
    assert not (site / "2021/jaarverslag").exists()
    assert (site / "2021/publieksversie/index.html").is_file()
    for path in each(site.rglob("*.html")):
        assert not re.search(r"2021/jaarverslag|jaarverslag-2021", path.read_text("utf-8"))
