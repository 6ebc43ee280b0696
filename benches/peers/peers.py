#!/usr/bin/env python3
"""How long this program, Hugo and Zola take for the same facts: `python3 benches/peers/peers.py`; docs/scale.md tells how
it is run, what it prints and what the rows mean. Python 3.11, nothing beside its standard library."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import fetch  # noqa: E402
import projects  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-22"
STATES = ["cold", "unchanged", "one edit"]


class Run:
    """What a program took: seconds, processor seconds, instructions (None where they are not counted), peak bytes."""

    def __init__(self, command, folder, counts):
        log = tempfile.TemporaryFile()
        counted = tempfile.NamedTemporaryFile()
        if counts:
            command = ["perf", "stat", "-x,", "-e", "instructions:u", "-o", counted.name, "--", *command]
        start = time.monotonic()
        # Not waited for by `subprocess`: the system tells what a process used to whom it is reported first.
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, used = os.wait4(child.pid, 0)
        self.wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            log.seek(0)
            raise SystemExit(f"{' '.join(map(str, command))} in {folder}: {child.returncode}\n{log.read()[-4000:].decode()}")
        self.cpu = used.ru_utime + used.ru_stime
        self.memory = used.ru_maxrss * 1024
        lines = counted.read().decode().splitlines() if counts else []
        self.instructions = next((int(line.split(",")[0]) for line in lines if "instructions" in line), None)


def counts_instructions():
    """Whether `perf` counts them: virtual machines often hide the counters."""
    if not shutil.which("perf"):
        return False
    told = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True)
    return told.stderr.split(",")[0].isdigit()


class Tool:
    """A program with its project. `edits` are the texts that an edit replaces: (file, old, new)."""

    def __init__(self, name, folder, command, edits):
        self.name, self.folder, self.command, self.edits = name, folder, command, edits
        self.inputs = set(os.listdir(folder))
        self.runs = {state: [] for state in STATES}
        self.floor = []
        self.is_edited = False

    def clean(self):
        """Takes away whatever a run has left."""
        for name in set(os.listdir(self.folder)) - self.inputs:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def edit(self):
        """There and back again, so that every edit changes something."""
        for path, *texts in self.edits:
            old, new = reversed(texts) if self.is_edited else texts
            path = self.folder / path
            text = path.read_text("utf-8")
            assert old in text, (path, old)
            path.write_text(text.replace(old, new, 1), "utf-8")
        self.is_edited = not self.is_edited

    def run(self, state, counts):
        if state == "cold":
            self.clean()
        elif state == "one edit":
            self.edit()
        self.runs[state].append(Run(self.command, self.folder, counts))

    def copy(self):
        """The floor: another program copies what this one has written, in the same file system."""
        copy = self.folder / "copy"
        self.floor.append(Run(["cp", "-r", "public", "copy"], self.folder, False))
        shutil.rmtree(copy)

    def weigh(self):
        self.pages = self.files = self.bytes = 0
        for folder, _, names in os.walk(self.folder / "public"):
            for name in names:
                self.files += 1
                self.pages += name.endswith(".html")
                self.bytes += os.stat(os.path.join(folder, name)).st_size


def short(number):
    for factor, unit in ((1e12, "T"), (1e9, "G"), (1e6, "M")):
        if number >= factor:
            return f"{number / factor:.1f} {unit}"
    return str(round(number / 1e3)) + " k"


def table(size, tools, states):
    print(f"\n### {size}\n")
    head = ["program", "state", "wall s", "processor s", "instructions", "peak MB", "pages", "files", "output MB", "× floor", "× floor, processor", "× first", "× first, processor"]
    print("| " + " | ".join(head) + " |\n|---|---|" + "---:|" * (len(head) - 2))
    middle = lambda runs, of: statistics.median(getattr(run, of) for run in runs)
    for tool in tools:
        floor = {of: middle(tool.floor, of) for of in ("wall", "cpu")}
        weight = [f"{tool.pages:,}", f"{tool.files:,}", f"{tool.bytes / 1e6:.1f}"]
        for state in states:
            runs, firsts = tool.runs[state], tools[0].runs[state]
            took = {of: middle(runs, of) for of in ("wall", "cpu", "memory")}
            counted = [run.instructions for run in runs if run.instructions is not None]
            ratios = [f"{took[of] / floor[of]:.1f}" for of in floor] + [f"{took[of] / middle(firsts, of):.2f}" for of in floor]
            row = [tool.name, state, f"{took['wall']:.2f}", f"{took['cpu']:.2f}", short(statistics.median(counted)) if counted else "–",
                   f"{took['memory'] / 1e6:.0f}", *weight, *ratios]
            print("| " + " | ".join(row) + " |")
        row = [f"floor of {tool.name}", "cp -r", f"{floor['wall']:.2f}", f"{floor['cpu']:.2f}", "", "", *weight, "1.0", "1.0", "", ""]
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def apart(work, *arguments):
    """Runs in a process of its own: what a child used at most holds what its parent had at its start."""
    child = os.fork()
    if child == 0:
        try:
            work(*arguments)
        except BaseException as fault:  # noqa: BLE001
            print(f"{type(fault).__name__}: {fault}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit("the projects could not be made")


def measure(size, options, work, counts):
    folder = work / size.replace(":", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tree = None if size.isdigit() else fetch.divisions(ROOT / "target/peers", size)
    apart(projects.make, folder, options.maker.resolve(), size, tree, options.only)
    tools = []
    if "gongkailan" in options.only:
        for program in options.program:
            own = folder / f"ours-{len(tools)}"
            shutil.copytree(folder / "ours", own)
            command = [program.resolve(), "build", "-q", "--as-of", DAY]
            tools.append(Tool(program.name, own, command, projects.edits(own)))
    for name, program in (("hugo-plain", options.hugo), ("hugo-full", options.hugo), ("zola-plain", options.zola)):
        if program and name in options.only:
            command = [program, "build"] if "zola" in name else [program, "--quiet", "--noBuildLock"]
            tools.append(Tool(name, folder / name, command, projects.edits(folder / name)))
    for at in range(options.rounds):
        for state in options.states:
            for tool in tools:
                tool.run(state, counts)
                if state == "cold":
                    tool.copy()
                    tool.weigh()
            print(f"{size}: round {at + 1}, {state} done", file=sys.stderr)
    table(size, tools, options.states)
    if not options.keep:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, action="append", help="a build of gongkailan; several are compared (default: target/release/gongkailan)")
    parser.add_argument("--maker", type=Path, help="the build that makes the records (default: the last --program)")
    parser.add_argument("--size", action="append", help="1, 5, 20: townships; province:14: the grids of a province by its code; nation (default: 1)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--states", default="cold,unchanged,one edit", help="what is measured; cold comes first")
    parser.add_argument("--only", default="gongkailan,hugo-plain,hugo-full,zola-plain", help="which are run, in this order")
    parser.add_argument("--hugo", type=Path, help="default: installed below target/")
    parser.add_argument("--zola", type=Path, help="default: the one in PATH, if any")
    parser.add_argument("--folder", type=Path, help="where projects are made (default: /dev/shm where there is room, else a temporary folder)")
    parser.add_argument("--keep", action="store_true", help="leave the projects there")
    options = parser.parse_args()
    options.program = options.program or [ROOT / "target/release/gongkailan"]
    options.maker = options.maker or options.program[-1]
    options.only, options.states = options.only.split(","), options.states.split(",")
    if any(name.startswith("hugo") for name in options.only):
        options.hugo = options.hugo or fetch.hugo(ROOT / "target/peers")
    options.zola = options.zola or (shutil.which("zola") and Path(shutil.which("zola")))
    for name in ("hugo", "zola"):
        program = getattr(options, name)
        setattr(options, name, program and program.resolve())
    shared = Path("/dev/shm")
    is_roomy = shared.is_dir() and shutil.disk_usage(shared).free > 4 << 30
    work = options.folder or Path(tempfile.mkdtemp(prefix="peers-", dir=shared if is_roomy else None))
    counts = counts_instructions()
    print(f"{os.cpu_count()} processors ({platform.machine()}), load {os.getloadavg()[0]:.1f}, in {'memory' if is_roomy else 'a folder'}, {options.rounds} rounds, medians; "
          f"instructions {'counted' if counts else 'not counted here'}")
    try:
        for size in options.size or ["1"]:
            measure(size, options, work, counts)
    finally:
        if not options.folder and not options.keep:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
