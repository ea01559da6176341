"""A branch in git: `git:pagina's` here, or `git:origin/pagina's` on another machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pipeline.characters import excerpt
from pipeline.site.targets.refusal import Refusal
from pipeline.writing import work_folder

_WHO = ("-c", "user.name=Jaarverslag", "-c", "user.email=jaarverslag@localhost")

_ONLY_THESE = {"GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "GIT_TERMINAL_PROMPT": "0"}
"""How a remote may be reached: a transport such as ext:: would run a command."""


class Branch:
    """Each site is a commit that holds nothing else; the files that you work on stay untouched."""

    def __init__(self, here: Path, name: str) -> None:
        self._here = here
        self._name = name
        good = self._git("check-ref-format", f"refs/heads/{name}", fails=True) is not None
        if not good or name.startswith("-"):
            raise Refusal(f"git:{excerpt(name)} is geen naam van een branch.")
        remote, _, branch = name.partition("/")
        remotes = self._git("remote").split()
        self._remote = remote if branch and remote in remotes else ""
        self._branch = branch if self._remote else name
        self._ref = f"refs/heads/{self._branch}"
        if self._git("symbolic-ref", "-q", "--short", "HEAD", fails=True) == self._branch:
            raise Refusal(f"{self._branch} is de branch waarin u werkt. Kies een andere.")
        if self._remote and self._git("ls-remote", "--heads", self._remote, self._ref):
            self._git("fetch", "-q", self._remote, f"+{self._ref}:{self._tracking}")

    @property
    def _tracking(self) -> str:
        return f"refs/remotes/{self._remote}/{self._branch}" if self._remote else self._ref

    def _tip(self, more: str = "") -> str:
        return self._git("rev-parse", "-q", "--verify", f"{self._tracking}{more}", fails=True) or ""

    def read(self, name: str) -> str | None:
        """Return a file of the site that is there now."""
        return self._git("show", f"{self._tracking}:{name}", fails=True)

    def publish(self, site: Path) -> str:
        """Make a commit of the whole site and let the branch point to it."""
        with work_folder() as temporary:
            index = {"GIT_INDEX_FILE": str(temporary / "index")}
            where = ("--work-tree", str(site))
            self._git(*where, "add", "--all", "--force", ".", more=index, inside=site)
            tree = self._git("write-tree", more=index)
        self._commit(tree, "Nieuwe uitgave van de site")
        return f"gepubliceerd op branch {self._name}"

    def restore(self) -> str:
        """Make a commit with the site before the last one."""
        tree = self._tip("^1^{tree}")
        if not tree:
            raise Refusal(f"Branch {self._name} heeft geen vorige uitgave.")
        self._commit(tree, "De vorige uitgave van de site")
        return f"de vorige uitgave staat weer op branch {self._name}"

    def _commit(self, tree: str, message: str) -> None:
        tip = self._tip()
        parent = ("-p", tip) if tip else ()
        made = self._git(*_WHO, "commit-tree", tree, *parent, "-m", message)
        if self._remote:
            self._git("push", "-q", self._remote, f"{made}:{self._ref}")
            there = self._git("ls-remote", self._remote, self._ref)
            if there.split("\t")[0] != made:
                raise Refusal(
                    f"git meldde geen fout, maar op {self._remote} staat niet wat is verstuurd. "
                    "Er is niets gepubliceerd."
                )
            self._git("update-ref", self._tracking, made)
        else:
            self._git("update-ref", self._ref, made, tip or "0" * len(made))

    def _git(
        self,
        *words: str,
        fails: bool = False,
        more: dict[str, str] | None = None,
        inside: Path | None = None,
    ) -> str:
        """Return what git answers; when it refuses, None where that may be."""
        program = shutil.which("git")
        if program is None:
            raise Refusal("Het programma git is er niet. Installeer het, of kies een map.")
        folder = self._git_folder() if inside else None
        where = ["--git-dir", folder] if folder else ["-C", str(self._here)]
        done = subprocess.run(
            [program, *where, *words],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            env=os.environ | _ONLY_THESE | (more or {}),
            cwd=inside,
            check=False,
        )
        if done.returncode == 0:
            return done.stdout.rstrip("\n")
        if fails:
            return None  # type: ignore[return-value]
        said = " ".join(done.stderr.split())
        raise Refusal(f"git kan branch {self._name} niet bijwerken: {said}")

    def _git_folder(self) -> str:
        return self._git("rev-parse", "--absolute-git-dir")
