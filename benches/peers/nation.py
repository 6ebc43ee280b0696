#!/usr/bin/env python3
"""A nation by its provinces: each a board of its own with the real names of all its divisions, and one board above them all
that reads what they published. `python3 benches/peers/nation.py`; docs/scale.md tells what it prints."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import fetch  # noqa: E402
from peers import DAY, ROOT, Run  # noqa: E402

PROVINCES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split()

ABOVE = """title: 全国网格公开栏
publisher: 民情办
networks: [{id: nation, name: 全国, levels: [{id: nation, name: 全国, lead: optional}]}]
boards:
"""


def weigh(folder):
    """Files and bytes below `folder`."""
    sizes = [os.stat(os.path.join(at, name)).st_size for at, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/gongkailan")
    parser.add_argument("--folder", type=Path, help="where the boards are made (default: /dev/shm)")
    options = parser.parse_args()
    program = options.program.resolve()
    work = options.folder or Path(tempfile.mkdtemp(prefix="nation-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    work.mkdir(parents=True, exist_ok=True)
    counted = []
    try:
        for code in PROVINCES:
            tree = fetch.divisions(ROOT / "target/peers", f"province:{code}")
            site = work / code
            subprocess.run([program, "init", site, "--example", "township", "--from", tree.resolve(), "-q"], check=True)
            title = site / "content/site.yaml"
            lines = title.read_text("utf-8").split("\n")
            lines = [f"title: {code}公开栏" if line.startswith("title:") else line for line in lines]
            title.write_text("\n".join(lines), "utf-8")
            run = Run([program, "build", "-q", "--as-of", DAY], site, False)
            counted.append((code, run, *weigh(site / "public")))
            # What was published is all that the board above reads.
            shutil.rmtree(site / "content")
        above = work / "nation"
        (above / "content").mkdir(parents=True)
        boards = "".join(f"  - {{id: p{code}, name: {code}, from: ../{code}/public}}\n" for code in PROVINCES)
        (above / "content/site.yaml").write_text(ABOVE + boards, "utf-8")
        (above / "content/grids.yaml").write_text("grids: [{id: nation, name: 全国, level: nation}]\n", "utf-8")
        run = Run([program, "build", "-q", "--as-of", DAY], above, False)
        counted.append(("nation", run, *weigh(above / "public")))
        print("| board | wall s | processor s | peak MB | files | MB |\n|---|---:|---:|---:|---:|---:|")
        for name, run, files, size in counted:
            print(f"| {name} | {run.wall:.1f} | {run.cpu:.1f} | {run.memory / 1e6:.0f} | {files:,} | {size / 1e6:.1f} |")
        total = [sum(row) for row in zip(*((run.wall, run.cpu, files, size) for _, run, files, size in counted))]
        most = max(run.memory for _, run, _, _ in counted)
        print(f"| all | {total[0]:.1f} | {total[1]:.1f} | {most / 1e6:.0f} at most | {total[2]:,} | {total[3] / 1e6:.1f} |")
    finally:
        if not options.folder:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
