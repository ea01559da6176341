"""The Nu HTML Checker: no page, style sheet or drawing of ours has an error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from site_files import pages

JAR = Path(__file__).parent / "node/node_modules/vnu-jar/build/dist/vnu.jar"


def check(output: Path) -> bool:
    """Say whether there is no error; print each once, with how often it occurs."""
    found = pages(output)
    styles = sorted({path.read_bytes(): path for path in output.rglob("stijl.css")}.values())
    drawings = sorted({p.read_bytes(): p for p in output.rglob("*.svg")}.values())
    print(f"   {len(found)} pagina's, {len(styles)} stijlbladen, {len(drawings)} tekeningen")
    told = [
        *errors([], found, output),
        *errors(["--css"], styles, output),
        *errors(["--svg"], drawings, output),
    ]
    for error in dict.fromkeys(told):
        print(f"   {error} ({told.count(error)} keer)")
    return not told and bool(found and styles and drawings)


def errors(kind: list[str], files: list[Path], output: Path) -> list[str]:
    """Return each error in these files; `kind` is '--css' or '--svg' for what is no HTML."""
    command = ["java", "-jar", str(JAR), *kind, "--errors-only", "--format", "json", "--stdout"]
    result = subprocess.run(
        [*command, "--exit-zero-always", *map(str, files)], stdout=subprocess.PIPE, check=True
    )
    return [
        f"{message.get('url', '').removeprefix(f'file:{output}/')}: {message['message']} "
        f"[{message.get('extract', '')[:80].strip()}]"
        for message in json.loads(result.stdout)["messages"]
    ]
