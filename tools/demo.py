"""`make demo`: the main job on the real budgets in examples/, then what was made and where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
EXAMPLES = ("sjobo-2024", "lund-2023", "region-stockholm-2024", "stockholm-2024", "stockholm-2021", "exempelstad")


def run(*arguments: str) -> None:
    """A verb as a user types it, with its output on the screen; the demo ends at the first that fails."""
    print(f"\n$ hundralapp {' '.join(arguments)}", flush=True)
    done = subprocess.run([sys.executable, "-m", "hundralapp", *arguments], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"hundralapp {arguments[0]} ended with code {done.returncode}")


def main() -> None:
    """Check, compute, explain, compare and publish."""
    for name in EXAMPLES:
        run("check", f"examples/{name}", "--locked")
    run("compute", "examples/sjobo-2024", "--section", "result", "--section", "balance_requirement", "--section", "checks")
    run("explain", "examples/sjobo-2024", "balance_requirement.result@2024", "--depth", "1")
    run("compute", "examples/region-stockholm-2024", "--section", "committees")
    run("compare", "examples/stockholm-2024", "--period", "2024")
    for name in EXAMPLES:
        run("publish", f"examples/{name}", "--out", str((OUT / name).relative_to(ROOT)))
    print("\nKlart. Sidorna ligger här / Done. The pages are here:")
    for name in EXAMPLES:
        print(f"  {OUT / name / 'index.html'}")
    print("\nNästa steg / Next: .venv/bin/hundralapp new minbudget")


if __name__ == "__main__":
    main()
