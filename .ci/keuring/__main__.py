"""Run every validator on a folder of output, print what they say, and make contact sheets.

    .ci/keuring/run [output] [--alleen-vellen | --alleen-voorbeeld] [--vellen DIR]

Ends with 1 when any of them finds something. Sheets and all other checks are made all the same, so
that one run shows everything.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import browser
import contactvellen
import nu
import publicatie
import sizes
import verapdf
import voorbeeld
import werkstromen

ROOT = Path(__file__).resolve().parents[2]
STEPS: tuple[tuple[str, Callable[[Path], bool]], ...] = (
    ("omvang", sizes.show),
    ("zizmor en check-jsonschema: de werkstromen", werkstromen.check),
    ("veraPDF: PDF/UA-1 en PDF/A-2a", verapdf.check),
    ("Nu HTML Checker: HTML, CSS en SVG", nu.check),
    ("Chromium: axe-core, toetsenbord, breedte, gewicht", browser.check),
    ("rsync en Chromium: de gepubliceerde site", publicatie.check),
    ("Chromium: het voorbeeld volgt wat er wordt opgeslagen", voorbeeld.check),
)


def main() -> int:
    """Return 0 when nothing was found, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--vellen", type=Path, default=ROOT / "contactvellen")
    parser.add_argument("--alleen-vellen", action="store_true")
    parser.add_argument("--alleen-voorbeeld", action="store_true")
    options = parser.parse_args()
    output = options.output.resolve()
    steps = () if options.alleen_vellen else STEPS[-1:] if options.alleen_voorbeeld else STEPS
    good = True
    for name, step in steps:
        print(f"\n-- {name}", flush=True)
        start = time.monotonic()
        found = step(output)
        good = good and found
        print(f"   {'goed' if found else 'FOUT'}, {time.monotonic() - start:.0f} s", flush=True)
    if not options.alleen_voorbeeld:
        print("\n-- contactvellen", flush=True)
        contactvellen.make(output, options.vellen)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
