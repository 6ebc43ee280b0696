#!/usr/bin/env python3
"""What a year of publications costs a township: `python3 benches/publications.py`. It publishes a made-up township each month,
and tells how much the record adds to the site and to a build, what one change costs to publish, and how long it takes to
verify the year."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))
from peers import ROOT, Run  # noqa: E402


def size(folder):
    return sum(os.stat(os.path.join(at, name)).st_size for at, _, names in os.walk(folder) for name in names)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/gongkailan")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = options.program.resolve()
    work = Path(tempfile.mkdtemp(prefix="publications-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    # Nothing is passed over as built already.
    os.environ["XDG_CACHE_HOME"] = str(work / "cache")
    try:
        site = work / "site"
        subprocess.run([program, "init", site, "--example", "township", "--townships", "1", "-q"], check=True)
        ratings, later = site / "content/ratings", work / "later"
        shutil.move(ratings, later)
        ratings.mkdir()
        months = sorted(later.iterdir())
        for at, month in enumerate(months):
            shutil.copy(month, ratings)
            year, number = map(int, month.stem.split("-"))
            year, number = (year, number + 1) if number < 12 else (year + 1, 1)
            day = f"{year}-{number:02}-10"
            subprocess.run([program, "publish", "-q", "-s", site, "--as-of", day], check=True)
            print(f"publication {at + 1}, {day}: record/ {size(site / 'record') / 1e6:.2f} MB", file=sys.stderr)
        public, plain = site / "public", work / "plain"
        shutil.copytree(site, plain, ignore=shutil.ignore_patterns("record", "public"))

        def cold(folder):
            shutil.rmtree(folder / "public", ignore_errors=True)
            shutil.rmtree(work / "cache", ignore_errors=True)
            return Run([program, "build", "-q", "--as-of", day], folder, False)

        runs = {name: [] for name in ("without", "with", "build", "publish", "verify")}
        names = site / "content/grids.yaml"
        for at in range(options.rounds):
            runs["without"].append(cold(plain))
            runs["with"].append(cold(site))
            text = names.read_text("utf-8")
            line = next(line for line in text.split("\n") if "name:" in line)
            name = line.split("name:", 1)[1].split(",")[0].strip()
            for state, folder in (("build", plain), ("publish", site)):
                place = folder / "content/grids.yaml"
                place.write_text(text.replace(name, name + "甲", 1), "utf-8")
                shutil.rmtree(work / "cache", ignore_errors=True)
                runs[state].append(Run([program, state, "-q", "--as-of", day], folder, False))
            names = site / "content/grids.yaml"
            runs["verify"].append(Run([program, "verify", "public"], site, False))
        middle = lambda name, of: statistics.median(getattr(run, of) for run in runs[name])
        print("| | wall s | processor s | peak MB |\n|---|---:|---:|---:|")
        for name, told in (("without", "cold build without a record"), ("with", "cold build with a year's record"),
                           ("build", "build after one change, without a record"), ("publish", "publish after one change"), ("verify", "verify the year")):
            print(f"| {told} | {middle(name, 'wall'):.2f} | {middle(name, 'cpu'):.2f} | {middle(name, 'memory') / 1e6:.0f} |")
        sizes = [size(public), size(plain / "public"), size(public / "log"), size(public / "changes"), size(site / "record")]
        whole, without, log, changes, record = (one / 1e6 for one in sizes)
        print(f"\nsite {whole:.1f} MB, without a record {without:.1f}; log/ {log:.2f}, changes/ {changes:.2f}; record/ {record:.2f} MB")
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
