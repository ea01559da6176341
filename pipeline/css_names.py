"""How style sheets, drawings and charts name a design token: `var(--path-of-the-token)`."""

from __future__ import annotations


def variable(path: str) -> str:
    """Return the name of a token in CSS, without the dashes in front."""
    return path.replace(".", "-")


def named(path: str) -> str:
    """Return what stands for the value of a token."""
    return f"var(--{variable(path)})"
