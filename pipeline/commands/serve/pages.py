"""The files of a site, each made when somebody asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from pipeline import pictures
from pipeline.commands import overviews
from pipeline.commands.data_of_year import PAGE, write_data
from pipeline.commands.reread import rehearsed
from pipeline.commands.serve.preview import Preview, State
from pipeline.model import Document
from pipeline.paths import plain_name
from pipeline.render import BUNDLE, assets, html
from pipeline.search_index import FOLDER as SEARCH
from pipeline.search_index import write_index
from pipeline.writing import work_folder, write_file

_Files = dict[str, bytes]


class Pages:
    """All files of a year in one state, by path below the folder of the year."""

    def __init__(self, preview: Preview, state: State) -> None:
        self._preview, self._state = preview, state
        self._documents = {d.publication.id: d for d in state.year.documents}
        self._made: dict[str, _Files] = {}
        self._lock = threading.RLock()

    def get(self, path: str) -> bytes | None:
        """Return a file, None when the year has none of that name."""
        for name, group in self._groups(path):
            with self._lock:
                if name not in self._made:
                    self._made[name] = group()
                if path in self._made[name]:
                    return self._made[name][path]
        return None

    def _groups(self, path: str) -> Iterator[tuple[str, Callable[[], _Files]]]:
        """Yield what may hold a path, what is quick to make first."""
        first, _, rest = path.partition("/")
        if first in self._documents:
            document = self._documents[first]
            if rest.startswith("fonts/"):
                yield f"{first} fonts", lambda: self._fonts(f"{first}/")
                return
            yield first, lambda: self._publication(document)
            yield f"{first} pictures", lambda: self._pictures(document)
        elif path.startswith("cijferregister."):
            yield "register", self._register
        elif path.startswith("controles."):
            yield "controls", self._controls
        elif path == PAGE or first == "data":
            yield "data", lambda: write_data(self._state.year, self._state.year.documents)
        elif first == SEARCH:
            yield "search", self._search
        elif path == BUNDLE:
            yield "bundle", lambda: {BUNDLE: self._preview.bundle()}
        elif first == "fonts":
            yield "fonts", lambda: self._fonts("")
        else:
            yield "index", self._index

    def _publication(self, document: Document) -> _Files:
        """Return the page of a publication with all that is quick to make beside it."""
        name, look = document.publication.id, document.organisation.style
        drawn = self._preview.draw(((c.name, c.data) for c in document.charts), look)
        own = {chart.name: drawn[chart.name, chart.data] for chart in document.charts}
        page = html.web_page(document, {n: d.svg for n, d in own.items()}, None, BUNDLE)
        found = {"index.html": page.encode(), **assets.assets(document, "web")}
        found |= {f"grafieken/{n}.js": d.script for n, d in own.items()}
        found |= {
            f"afbeeldingen/{plain_name(path)}": pictures.shown(path) for path in document.images
        }
        return {f"{name}/{path}": content for path, content in found.items()}

    def _pictures(self, document: Document) -> _Files:
        name, look = document.publication.id, document.organisation.style
        drawn = self._preview.draw(((c.name, c.data) for c in document.charts), look)
        whole = {f"grafieken/{c.name}": drawn[c.name, c.data].svg for c in document.charts}
        whole |= assets.diagrams_of(document)
        made = self._preview.pictures(whole, look)
        return {f"{name}/{path}": content for path, content in made.items()}

    def _fonts(self, folder: str) -> _Files:
        made = self._preview.fonts(self._state.year.data.organisation.style)
        return {f"{folder}{path}": content for path, content in made.items()}

    def _register(self) -> _Files:
        year = self._state.year
        return overviews.register_files(year, year.documents, {}, frozenset(self._documents))

    def _controls(self) -> _Files:
        return overviews.control_files(self._state.year, rehearsed(self._state.year))

    def _index(self) -> _Files:
        entries = [
            html.IndexEntry(
                document.publication.title,
                document.publication.summary,
                document.publication.status,
                f"{name}/index.html",
                None,
                0,
                0,
            )
            for name, document in self._documents.items()
        ]
        return overviews.index_files(self._state.year, entries)

    def _search(self) -> _Files:
        """Return the index that Pagefind makes of the publications."""
        with work_folder() as site:
            for name in self._documents:
                page = self.get(f"{name}/index.html")
                assert page is not None, "every publication has a page"
                write_file(site / name / "index.html", page)
            write_index(site)
            found = sorted((site / SEARCH).rglob("*")) if (site / SEARCH).exists() else []
            return {p.relative_to(site).as_posix(): p.read_bytes() for p in found if p.is_file()}
