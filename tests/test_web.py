"""What a web page offers beyond reading: search, menus, charts that answer, links between years."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from chart_figures import figures
from conftest import each
from lxml import html

from pipeline import chart_files, typefaces
from pipeline.model import HIDDEN
from pipeline.render import BUNDLE, charts, interactive
from pipeline.search_index import FOLDER, write_index

ENGLISH = re.compile(r"\b(axis|legend|titled|mark|chart|visualization|bar|point)\b", re.IGNORECASE)


def pages(site: Path) -> list[Path]:
    """Return the page of every publication."""
    found = sorted(site.glob("*/*/index.html"))
    assert len(found) > 5
    return found


def test_every_table_chart_and_diagram_has_a_menu(built_years: Path) -> None:
    """Table, workbook, CSV, picture and link, each to something that is there."""
    for path in each(pages(built_years)):
        page = html.parse(path).getroot()
        blocks = "//main//*[contains(@class, 'tabel') and @id] | //main//figure"
        for block in each(page.xpath(blocks)):
            (menu,) = block.xpath(".//details[@class='menu']")
            links = {a.get("href") for a in menu.xpath(".//a")}
            assert f"#{block.get('id')}" in links
            kinds = {Path(link).suffix for link in links if not link.startswith("#")}
            if block.tag == "figure":
                assert {".png", ".svg"} <= kinds
            if "diagram" not in (block.get("class") or ""):
                assert {".csv", ".xlsx"} <= kinds
            for link in each(links):
                if not link.startswith("#"):
                    assert (path.parent / link).is_file(), link
                else:
                    assert page.xpath(f"//*[@id='{link[1:]}']"), link
            assert menu.xpath("string(./summary)").strip() != "Meer", "says of what"


def test_pictures_stand_alone(built_years: Path) -> None:
    """A drawing that is taken along has colours and a ground of its own; PNG is as wide twice."""
    for path in each(built_years.rglob("grafieken/*.svg")):
        text = path.read_text("utf-8")
        assert "var(--" not in text
        assert re.search(r"^<svg[^>]*>(<title.*?</desc>)?<rect|^<svg[^>]*><rect", text), path
        assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", chart_files.find())
def test_an_interactive_chart_says_every_number_in_dutch(name: str) -> None:
    """Each value of the picture is in the words of a mark, and no mark speaks English."""
    data = chart_files.load(name).gegevens(figures(2020))
    spec = charts.specification(name, data, typefaces.DEFAULT)
    script = interactive.script(name, spec)
    before, _, text = script.partition(" = ")
    assert json.dumps(name) in before
    made = json.loads(text.rstrip().rstrip(";"))
    rows = [row for rows in made["datasets"].values() for row in json.loads(rows)]
    told = {row["uitleg"] for row in rows if "uitleg" in row}
    known = [cell for _, cells in data.rows for cell in cells if cell.value is not None]
    assert told
    assert len(told) >= len({cell.id for cell in known}) * 0.5
    assert not [words for words in told if ENGLISH.search(words)]
    speaking = [m for m in marks(made) if "description" in m["encoding"]]
    silent = [m for m in marks(made) if "description" not in m["encoding"]]
    assert speaking
    assert all(mark["mark"]["ariaRoleDescription"] == "gegeven" for mark in speaking)
    assert all(mark["mark"]["aria"] is False for mark in silent)
    assert made["config"]["axis"]["aria"] is False
    assert charts.specification(name, data, typefaces.DEFAULT) == spec, "the drawing is untouched"


def marks(spec: dict) -> list[dict]:
    """Return every part that draws."""
    found = [spec] if "mark" in spec else []
    for key in ("layer", "hconcat", "vconcat", "concat"):
        found += [mark for part in spec.get(key, ()) for mark in marks(part)]
    return found


def test_a_hidden_number_is_in_no_interactive_chart() -> None:
    """What the picture does not show, its specification does not hold."""
    data = chart_files.load("maatregelen_per_regio").gegevens(figures(2020))
    assert all(c.missing != HIDDEN for _, cells in data.rows for c in cells)
    from test_charts import with_values

    cell = data.rows[0][1][0]
    hidden = with_values(data, {cell.id: None})
    spec = charts.specification("maatregelen_per_regio", hidden, typefaces.DEFAULT)
    text = interactive.script("maatregelen_per_regio", spec)
    whole = interactive.script(
        "maatregelen_per_regio",
        charts.specification("maatregelen_per_regio", data, typefaces.DEFAULT),
    )
    shown = f"{data.rows[0][0]}, {data.series[0]}: "
    assert shown in whole
    assert shown not in text


def test_the_bundle_is_one_for_a_year_and_only_where_there_are_charts(built_years: Path) -> None:
    """No page loads it by itself; a year without charts does not have it."""
    assert (built_years / "2020" / BUNDLE).stat().st_size > 500_000
    assert not (built_years / "2024" / BUNDLE).exists()
    asked: set[str] = set()
    for path in each(pages(built_years)):
        page = html.parse(path).getroot()
        assert BUNDLE not in str(page.xpath("//script/@src"))
        asked |= set(page.xpath("//@data-bundel"))
    assert asked == {f"../{BUNDLE}"}


def test_the_search_knows_the_publications_and_no_more(built_years: Path) -> None:
    """Every publication is in the index, the registers are not, and nothing of another page."""
    for year in ("2020", "2021", "2024"):
        entry = json.loads((built_years / year / FOLDER / "pagefind-entry.json").read_text())
        assert list(entry["languages"]) == ["nl"]
        count = len(list((built_years / year).glob("*/index.html")))
        assert entry["languages"]["nl"]["page_count"] == count
        names = {path.name for path in (built_years / year / FOLDER).iterdir() if path.is_file()}
        assert {"pagefind.js", "wasm.nl.pagefind"} <= names
        assert not [name for name in names if "ui" in name]


def test_the_index_is_the_same_each_time(built_years: Path, tmp_path: Path) -> None:
    """The same pages give the same index, file by file."""
    found = []
    for name in ("een", "twee"):
        site = tmp_path / name
        (site / "verslag").mkdir(parents=True)
        source = built_years / "2021" / "factsheet" / "index.html"
        (site / "verslag" / "index.html").write_bytes(source.read_bytes())
        write_index(site)
        folder = site / FOLDER
        found.append({p.relative_to(folder): p.read_bytes() for p in folder.rglob("*.*")})
    assert found[0] == found[1]
    assert found[0]


def test_years_are_linked_by_a_file_beside_them(built_years: Path) -> None:
    """The list of years names each publication; a page of a year names no other year."""
    text = (built_years / "jaren.js").read_text("utf-8")
    years = json.loads(text.partition(" = ")[2].rstrip().rstrip(";"))
    assert years["2020"]["jaarverslag"] == "Jaarverslag 2020"
    assert set(years) == {"2020", "2021", "2024"}
    for path in each(pages(built_years)):
        year, name = path.parts[-3:-1]
        page = html.parse(path).getroot()
        assert page.xpath("//script[@src='../../jaren.js']")
        (found,) = page.xpath("//*[@data-jaren]")
        assert (found.get("data-jaar"), found.get("data-publicatie")) == (year, name)
        other = [a for a in page.xpath("//a/@href") if re.match(r"\.\./\.\./\d{4}/", a)]
        assert other == []


def test_every_heading_and_the_page_can_be_cited(built_years: Path) -> None:
    """Each heading leads to itself with a name of its own, and the page says how to cite it."""
    for path in each(pages(built_years)):
        page = html.parse(path).getroot()
        headings = page.xpath(
            "//main//section[contains(@class,'hoofdstuk')]//*[self::h2 or self::h3]"
        )
        for heading in each(headings):
            (link,) = heading.xpath("./a[@class='anker']")
            assert link.get("href") == f"#{heading.get('id')}"
            assert link.get("aria-label").startswith("Koppeling naar ")
        (cited,) = page.xpath("//section[@class='aanhalen']/p[1]")
        title = page.xpath("string(//title)").split(" – ")[0]
        assert title in cited.text_content()


def test_scripts_are_files_of_our_own(built_years: Path) -> None:
    """No script in a page, none from elsewhere, no style attribute: a strict policy holds."""
    for path in each(built_years.rglob("*.html")):
        page = html.parse(path).getroot()
        for script in each(page.iter("script")):
            assert script.get("src")
            assert not script.text
            assert (path.parent / script.get("src")).is_file()
        assert not page.xpath("//*[@onclick or @onload or @onerror]")


def test_a_year_without_pages_has_no_index(tmp_path: Path) -> None:
    """Registers beside a PDF are no publications, and are not searched."""
    (tmp_path / "cijferregister.html").write_text("<html lang=nl><body>1.234</body></html>")
    write_index(tmp_path)
    assert not (tmp_path / FOLDER).exists()
