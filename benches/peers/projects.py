"""Equal projects: the records that the program makes, and the same facts as content of Hugo and Zola. What a page of
theirs says is put together here, before the clock runs: their templates only print it."""

import json
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
DAY = "2026-11-22"
BANDS = ((95, 5), (90, 4), (85, 3), (0, 2))
LEVELS = {"province": "省", "city": "市", "county": "县", "township": "乡", "village": "村", "grid": "网格"}
LEADS = {"township": "包乡领导", "village": "包村干部", "grid": "网格长"}
# One edit: the door of a household, or the name of a village where there are no households.
EDITED = "东"


def records(path):
    """The records of a file as the program makes them: flat, one key a line or all of a record in one line."""
    record, kept = None, []
    for line in path.read_text("utf-8").splitlines():
        flow = re.fullmatch(r"\s+- \{(.*)\}", line)
        if flow:
            kept.append(dict(part.split(": ", 1) for part in re.split(r", (?=\w+: )", flow[1])))
        elif line.startswith("  - "):
            record = {}
            kept.append(record)
            line = "    " + line[4:]
        if not flow and record is not None and re.match(r"    \w+: ", line):
            key, value = line.strip().split(": ", 1)
            record[key] = value
    for record in kept:
        for key, value in record.items():
            if value.startswith('"'):
                record[key] = json.loads(value)
    return kept


def facts(content):
    """Grids, members, households, promises and ratings of the board."""
    of = lambda pattern: [record for path in sorted(content.glob(pattern)) for record in records(path)]
    grids = of("*grids.yaml") + of("grids/*.yaml")
    ratings = defaultdict(dict)
    for path in sorted(content.glob("ratings/*.yaml")):
        month = path.stem[-7:]
        for record in records(path):
            if "member" in record:
                scores = [int(score) for score in record["scores"].strip("[]").split(",")]
                total = sum(scores) / len(scores)
                ratings[month][record["member"]] = next(stars for least, stars in BANDS if total >= least)
    return grids, of("*members.yaml"), of("households/*.yaml"), of("*commitments.yaml"), ratings


def periods(months):
    """The bulletins of months, quarters, half-years and years: what they are called, and the months in each."""
    found = defaultdict(list)
    for month in months:
        year, number = month.split("-")
        quarter, half = (int(number) + 2) // 3, (int(number) + 5) // 6
        for period in (month, f"{year}-q{quarter}", f"{year}-h{half}", year):
            found[period].append(month)
    return found


def state(promise):
    """What became of a promise, and how far it is."""
    percent = re.search(r"percent: (\d+)", promise.get("progress", ""))
    percent = int(percent[1]) if percent else 0
    if promise.get("outcome") == "kept":
        return "已兑现", 100
    if promise["due"] < DAY:
        return "已逾期", percent
    return ("进行中" if percent else "未开始"), percent


class Writer:
    """Writes content with its front matter, a page a file."""

    def __init__(self, folder, is_zola):
        self.content, self.is_zola = folder / "content", is_zola

    def page(self, path, title, template=None, outputs=None, **said):
        lines = [f"title = {json.dumps(title, ensure_ascii=False)}"]
        is_section = path.endswith("_index.md")
        if self.is_zola and template:
            lines.append(f'template = "{template}.html"')
        if outputs and not self.is_zola:
            lines.append(f"outputs = {json.dumps(outputs)}")
        lines.append("[extra]" if self.is_zola else "[params]")
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("+++\n" + "\n".join(lines) + "\n+++\n", "utf-8")


def phone(member):
    """As it is shown, and whether it may be called."""
    number = member["phone"]
    return [number, True] if member["phone_public"] == "是" else [number[:3] + "****" + number[-4:], False]


def write(board, folder, is_zola, is_full):
    """The project of another program, whose templates stand beside this file."""
    grids, members, households, promises, ratings = board
    kind = folder.name
    shutil.copytree(HERE / kind, folder)
    writer = Writer(folder, is_zola)
    grid_of = {grid["id"]: grid for grid in grids}
    member_of = {member["id"]: member for member in members}
    below, doors, people, leads, promised = (defaultdict(list) for _ in range(5))
    for grid in grids:
        if "parent" in grid:
            below[grid["parent"]].append(grid)
        if "lead" in grid:
            leads[grid["lead"]].append(grid)
    for household in households:
        doors[household["grid"]].append(household)
    for member in members:
        if "grid" in member:
            people[member["grid"]].append(member)
    for promise in promises:
        promised[promise["by"]].append(
            [promise["title"], promise["kind"], promise["target"], promise["made"], promise["due"], *state(promise)])
    months = sorted(ratings)
    starred = lambda member: [[month, ratings[month][member]] for month in months if member in ratings[month]]

    def chain(grid):
        links = []
        while grid:
            if "lead" in grid:
                lead = member_of[grid["lead"]]
                links.append([LEADS[grid["level"]], lead["id"], lead["name"], *phone(lead), grid["id"], grid["name"]])
            grid = grid_of.get(grid.get("parent"))
        return links[::-1]

    def trail(grid):
        links = []
        while grid := grid_of.get(grid.get("parent")):
            links.append([grid["id"], grid["name"]])
        return links[::-1]

    counted = {}

    def count(grid):
        if grid["id"] not in counted:
            own = doors[grid["id"]]
            parts = [count(child) for child in below[grid["id"]]]
            counted[grid["id"]] = [len(own) + sum(part[0] for part in parts),
                                   sum(int(one["people"]) for one in own) + sum(part[1] for part in parts)]
        return counted[grid["id"]]

    for grid in grids:
        children = [[child["id"], child["name"], *count(child)] for child in below[grid["id"]]]
        own = [household["door"] for household in doors[grid["id"]]]
        said = dict(id=grid["id"], level=LEVELS[grid["level"]], trail=trail(grid), chain=chain(grid), children=children,
                    doors=own, services=[word for word in grid.get("services", "").strip("[]").split(", ") if word])
        if is_full:
            lead = grid.get("lead")
            said |= dict(counts=count(grid), promises=promised[lead], stars=starred(lead),
                         people=[[one["id"], one["name"], *phone(one)] for one in people[grid["id"]]])
        # Doors to be looked up are a file a grid.
        outputs = ["html", "json"] if is_full and own else None
        writer.page(f"grids/{grid['id']}.md", grid["name"], "grid", outputs, **said)
        if is_full and own:
            writer.page(f"lookup/{grid['id']}.md", grid["name"], of=f"/grids/{grid['id']}")
    for member in members:
        led = leads[member["id"]]
        own = led[0] if led else grid_of[member["grid"]]
        said = dict(id=member["id"], job=member["title"], phone=phone(member), pledge=member["pledge"],
                    leads=[[grid["id"], grid["name"], LEADS[grid["level"]]] for grid in led],
                    grid=[own["id"], own["name"]], promises=promised[member["id"]], stars=starred(member["id"]))
        if is_full:
            said |= dict(chain=chain(own), covers=[[grid["id"], grid["name"], *count(grid)] for grid in led])
        writer.page(f"members/{member['id']}.md", member["name"], "member", **said)
    towns = [grid for grid in grids if grid["level"] == "township"]
    if promises:
        by_town, by_kind = defaultdict(list), defaultdict(list)
        for promise in promises:
            prefix = promise["id"].rpartition("p-")[0]
            member = member_of[promise["by"]]
            row = [member["id"], member["name"], promise["title"], promise["kind"], promise["due"], *state(promise)]
            by_town[prefix.strip("-") or "all"].append(row)
            by_kind[promise["kind"]].append(row)
        lists = list(by_town.items()) + (list(by_kind.items()) if is_full else [])
        writer.page("commitments/_index.md", "承诺", "home", lists=[[name, len(rows)] for name, rows in lists])
        for name, rows in lists:
            writer.page(f"commitments/{name}.md", f"承诺 {name}", "commitments", rows=rows)
    bulletins = periods(months) if is_full else {month: [month] for month in months}
    for period, of in sorted(bulletins.items()):
        rows = []
        for member in members:
            stars = [ratings[month][member["id"]] for month in of if member["id"] in ratings[month]]
            led = leads[member["id"]]
            own = led[0] if led else grid_of[member["grid"]]
            rows.append([member["id"], member["name"], own["id"], own["name"], round(sum(stars) / len(stars)), len(stars)])
        writer.page(f"ratings/{period}.md", f"{period} 评分通报", "ratings", rows=rows)
    roots = [grid for grid in grids if "parent" not in grid]
    writer.page("_index.md", "样例公开栏", "home", towns=[[town["id"], town["name"]] for town in towns or roots],
                months=sorted(bulletins), counts=[len(grids), len(members), len(households)])
    for section in ("grids", "members", "ratings", "lookup") if is_full else ("grids", "members", "ratings"):
        if (writer.content / section).is_dir():
            titles = {"grids": "网格", "members": "责任人", "ratings": "评分通报", "lookup": "谁包我家"}
            writer.page(f"{section}/_index.md", titles[section], "home")
    if is_full:
        for name in ("grids", "members", "commitments", "ratings"):
            writer.page(f"data/{name}.md", name, outputs=["json", "csv"], of=name)
        shutil.copytree(HERE.parents[1] / "themes/default/assets", folder / "static/assets")


def make(folder, program, size, tree, only):
    """The projects of this size, each in a folder of its own."""
    command = [program, "init", "ours", "-q", "--example", "township"]
    command += ["--from", tree] if tree else ["--townships", size]
    subprocess.run(command, cwd=folder, check=True)
    board = facts(folder / "ours/content")
    for name in ("hugo-plain", "hugo-full", "zola-plain"):
        if name in only:
            write(board, folder / name, name.startswith("zola"), name.endswith("full"))


def edits(folder):
    """One edit of this project, as (file, old, new): the first door of the first household file and whatever says it."""
    content = folder / "content"
    found = []
    doors = sorted(content.glob("households/*.yaml")) or sorted(content.glob("grids/*g001.md"))
    if doors:
        text = doors[0].read_text("utf-8")
        door = re.search(r"door: (\S+)", text) or re.search(r'doors = \["([^"]+)"', text)
        return [(doors[0].relative_to(folder), door[1], door[1] + EDITED)]
    # The last village of the first county that has any, by its line or page and where its parent's page lists it.
    for path in sorted(content.glob("grids/*")):
        text = path.read_text("utf-8")
        if path.suffix == ".yaml" and (village := re.search(r'\{id: \d{12}, name: "[^"]+', text)):
            return [(path.relative_to(folder), village[0], village[0] + EDITED)]
        if path.suffix == ".md" and re.fullmatch(r"\d{12}", path.stem):
            name = re.search(r'title = "([^"]+)', text)[1]
            parent = path.with_name(f"{path.stem[:9]}.md")
            found = [(path, f'title = "{name}', f'title = "{name}{EDITED}')]
            found.append((parent, f'["{path.stem}", "{name}', f'["{path.stem}", "{name}{EDITED}'))
            return [(one.relative_to(folder), *texts) for one, *texts in found]
    raise SystemExit(f"nothing to edit in {folder}")
