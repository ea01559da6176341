"""How long it takes from saving a text until the preview has painted it, in a real Chromium.

    python3 benchmarks/voorbeeld.py [times]

Starts the scenario of .ci/keuring, which has the browser, that many times (3) in a row.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [str(ROOT / ".ci/keuring/run"), str(ROOT / "output"), "--alleen-voorbeeld"]

if __name__ == "__main__":
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sys.exit(max(subprocess.call(COMMAND) for _ in range(times)))
