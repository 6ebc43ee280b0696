"""A made-up township of three villages over 24 months (2024-01 to 2025-12), for checking every figure a board shows.

It has a leap day, a year end, a member who changed posts, a post vacant for a quarter, one who came late and one who
left, a notice that expires with the year, months nobody approved, and totals on every edge. `write(folder)` writes it
as records; `figures.py` works out from the same facts, by its own arithmetic, what the pages must show.
"""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

D = Decimal


def day(text):
    return date.fromisoformat(text)


MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]

LEVELS = [
    {"id": "town", "name": "镇", "lead_title": "包镇领导"},
    {"id": "village", "name": "村", "lead_title": "村支书"},
    {"id": "grid", "name": "网格", "lead_title": "网格长"},
]

# id, name, level, parent, posts of its lead: (member, from, to); member None is a declared vacancy
GRIDS = [
    ("t", "南河镇", "town", None, [("zhou", None, None)]),
    ("v1", "东村", "village", "t", [("s1", None, None)]),
    ("v2", "中村", "village", "t", [("s2", None, None)]),
    ("v3", "西村", "village", "t", [("s3", None, None)]),
    ("g11", "东一网格", "grid", "v1", [("m11", None, None)]),
    # Vacant from October to December 2025.
    ("g12", "东二网格", "grid", "v1", [("m12", None, "2025-09-30"), ("n12", "2026-01-05", None)]),
    # m21 changed from g21 to g22 on 1 March 2025.
    ("g21", "中一网格", "grid", "v2", [("m21", None, "2025-02-28"), ("n21", "2025-03-01", None)]),
    ("g22", "中二网格", "grid", "v2", [("m22", None, "2025-02-28"), ("m21", "2025-03-01", None)]),
    ("g31", "西一网格", "grid", "v3", [("m31", None, None)]),
    ("g32", "西二网格", "grid", "v3", [("m32", None, None)]),
]

# id, name, own grid, from, to
MEMBERS = [
    ("zhou", "周镇长", "t", None, None),
    ("s1", "孙一", "v1", None, None),
    ("s2", "孙二", "v2", None, None),
    ("s3", "孙三", "v3", None, None),
    ("m11", "马一一", "g11", None, None),
    ("d11", "邓一一", "g11", "2025-03-16", None),
    ("m12", "马一二", "g12", None, "2025-09-30"),
    ("n12", "牛一二", "g12", "2026-01-05", None),
    ("m21", "马二一", None, None, None),
    ("n21", "牛二一", "g21", "2025-03-01", None),
    ("m22", "马二二", "g22", None, "2025-02-28"),
    ("m31", "马三一", "g31", None, None),
    ("m32", "马三二", "g32", None, None),
]

SCHEMES = [
    {
        "id": "star", "name": "网格长月评", "subject": "member", "show": "both", "ranking": True, "threshold": None,
        "dimensions": [("学习", D(30), D("33.3")), ("实绩", D(70), D("33.3")), ("服务", D(9), D("33.4"))],
        "sources": [("自评", D(20)), ("互评", D(30)), ("群众参评", D(50))],
        "bands": [(D(95), 5), (D(90), 4), (D(80), 3), (D(60), 2), (D(0), 1)],
        "cycles": ["month", "quarter", "half_year", "year"], "aggregate": "mean",
    },
    {
        "id": "five", "name": "网格五星", "subject": "grid", "show": "both", "ranking": False, "threshold": None,
        "dimensions": [(name, D(20), None) for name in ("学习星", "实绩星", "服务星", "法纪星", "正气星")],
        "sources": [], "per_dimension": D("0.9"), "cycles": ["month", "quarter"], "aggregate": "sum",
    },
    {
        "id": "quiet", "name": "支书季评", "subject": "member", "show": "stars", "ranking": False, "threshold": D("61.37"),
        "dimensions": [("党建", D(50), None), ("民生", D(50), None)],
        "sources": [], "bands": [(D(85), 5), (D(70), 4), (D(0), 2)], "cycles": ["quarter", "year"], "aggregate": "mean",
    },
]

# Months in which a whole scheme was not approved, and single subjects who were left out.
UNAPPROVED = {("star", "2024-08"), ("five", "2025-06"), ("quiet", "2025-11")}
LEFT_OUT = {("star", "2024-11", "m31"), ("five", "2025-09", "g32")}

# Scores that put a total on an edge: exactly 80, 79.95, 79.94, full marks, nothing.
EDGES = {
    # 33.3 + 19.98 + 26.72 is 80; 33.3 + 13.272… + 33.4 is 79.97…; the last falls short with 79.92…
    ("star", "2025-12", "m31"): ["30", "42", "7.2"],
    ("star", "2025-12", "m32"): ["30", "27.9", "9"],
    ("star", "2025-12", "m21"): ["30", "27.8", "9"],
    ("star", "2024-01", "m11"): ["30", "70", "9"],
    ("star", "2024-01", "m12"): ["10", "35", "3"],
    ("star", "2024-02", "m11"): ["0", "0", "0"],
    ("five", "2024-01", "g11"): ["18", "17.95", "17.94", "20", "0"],
    ("five", "2024-02", "g11"): ["18", "18", "18", "18", "18"],
    ("five", "2024-03", "g11"): ["17.9", "18", "18.1", "17.85", "20"],
    ("quiet", "2024-01", "s1"): ["42.5", "42.45"],
    ("quiet", "2024-02", "s1"): ["42.5", "42.44"],
    ("quiet", "2024-03", "s1"): ["35", "35"],
    ("quiet", "2024-04", "s1"): ["31.37", "30"],
    ("quiet", "2024-05", "s1"): ["31.34", "30"],
}


def rated(scheme):
    """Who is rated by a scheme: (id, from, to)."""
    if scheme["id"] == "five":
        return [(grid[0], None, None) for grid in GRIDS if grid[2] == "grid"]
    wanted = ("s",) if scheme["id"] == "quiet" else ("m", "d", "n")
    return [(member[0], member[3], member[4]) for member in MEMBERS if member[0].startswith(wanted)]


def score(scheme, month, who, at, top):
    """A score with up to two places, between seven tenths of the maximum and the maximum."""
    seed = sum(ord(c) * (7 + place) for place, c in enumerate(scheme + month + who)) + at * 131
    seed = (seed * 1103515245 + 12345) % 2**31
    share = D(700 + seed // 7 % 301) / D(1000)
    return (top * share).quantize(D("0.05") if at % 2 else D("0.1"))


def approved(scheme):
    """{month: {who: [scores]}} of what is approved."""
    sheets = {}
    for month in MONTHS:
        if (scheme["id"], month) in UNAPPROVED:
            continue
        for who, start, end in rated(scheme):
            if start and month < start[:7] or end and month > end[:7]:
                continue
            if (scheme["id"], month, who) in LEFT_OUT:
                continue
            edge = EDGES.get((scheme["id"], month, who))
            scores = [D(text) for text in edge] if edge else [
                score(scheme["id"], month, who, at, top) for at, (_, top, _) in enumerate(scheme["dimensions"])
            ]
            sheets.setdefault(month, {})[who] = scores
    return sheets


# Drafts, of which nothing may be published.
CANARY = "金丝雀"
DRAFTS = [
    ("self", "2025-12", {"m11": ["11.11", "22.22", "3.33"], "m21": ["29.97", "69.93", "8.91"]}),
    ("peer", "2025-12", {"m11": ["12.34", "23.45", None]}),
    ("public", "2025-12", {"m11": ["13.57", "24.68", "1.23"]}),
    ("self", "2025-11", {"m32": ["1.01", "2.02", "3.03"]}),
]
SOURCES = {"m11": ["91.17", "82.29", "73.31"], "m31": ["64.13", "55.19", None]}

# id, name, every, by, advisory, from
CADENCES = [
    ("visit", "入户走访", "month", "grid", False, "2024-01"),
    ("meeting", "村民代表会议", "quarter", "village", False, "2024-04"),
    ("drill", "防火演练", "half_year", "village", True, "2024-01"),
    ("report", "年度述职", "year", "member", False, "2024-01"),
    ("rules", "村规民约评议", "three_years", "village", False, "2023-01"),
]

# date, cadence, who, count; none of fewer than SMALL is shown
SMALL = 5
ACTIVITIES = [
    # The leap day is the only visit of that February; the last day of the year saves December.
    ("2024-02-29", "visit", "g11", 5),
    ("2024-12-31", "visit", "g11", 7),
    ("2025-12-31", "visit", "g11", 3),
    ("2026-01-10", "visit", "g11", 4),
    ("2025-12-31", "meeting", "v1", 1),
    ("2025-10-01", "meeting", "v2", 1),
    ("2025-09-30", "meeting", "v3", 1),
    ("2024-06-30", "meeting", "v1", 1),
    ("2025-01-01", "drill", "v1", 1),
    ("2025-06-30", "drill", "v2", 2),
    ("2024-12-20", "report", "s1", 1),
    ("2025-12-20", "report", "s1", 1),
    ("2025-12-30", "report", "m11", 1),
    ("2025-12-29", "report", "d11", 1),
    ("2024-05-05", "rules", "v1", 1),
] + [
    (f"{month}-{5 + at:02}", "visit", grid, 3 + (at + place) % 4)
    for place, grid in enumerate(("g12", "g21", "g22", "g31"))
    for at, month in enumerate(MONTHS)
    if (at + place * 3) % 5 and not (grid == "g12" and month >= "2025-10")
]

# id, name, section, every, days, from
DISCLOSURES = [
    ("money", "财务收支", "财务", "quarter", 15, "2024-01"),
    ("duty", "值班安排", "服务", "month", 5, "2024-02"),
    ("year", "年度总结", "党务", "year", 31, "2024-01"),
    ("guide", "办事指南", "服务", "once", 30, "2024-02"),
    ("later", "另行公开", None, "quarter", 10, None),
]

# file name, date, disclosure, period, expires
NOTICES = [
    ("money-24q1", "2024-04-15", "money", "2024-q1", None),
    ("money-24q2", "2024-07-16", "money", "2024-q2", None),
    # A quarter told month by month, the last one late.
    ("money-24-07", "2024-08-02", "money", "2024-07", None),
    ("money-24-08", "2024-09-02", "money", "2024-08", None),
    ("money-24-09", "2024-10-20", "money", "2024-09", None),
    ("money-24q4", "2025-01-15", "money", "2024-q4", None),
    ("money-25q1", "2025-04-14", "money", "2025-q1", None),
    # Half a year told at once.
    ("money-25h1", "2025-07-10", "money", "2025-h1", None),
    ("money-25q4", "2026-01-14", "money", "2025-q4", None),
    ("year-24", "2025-01-31", "year", "2024", None),
    ("guide", "2024-03-30", "guide", None, None),
    ("flood", "2025-12-01", None, None, "2025-12-31"),
    ("winter", "2025-11-20", None, None, "2026-02-28"),
    ("tomorrow", "2026-01-10", None, None, None),
] + [
    (f"duty-{month}", f"{month}-0{1 + at % 9}", "duty", month, None) for at, month in enumerate(MONTHS[1:]) if at % 6
]

# id, by, made, due, progress [(date, percent, outcome, evidence)], outcome, evaluation
COMMITMENTS = [
    ("leap", "g11", "2024-01-10", "2024-02-29", [("2024-02-29", 100, "kept", True)], None, None),
    ("yearend", "m11", "2025-01-05", "2025-12-31", [("2025-06-30", 40, None, False), ("2025-12-20", 80, None, False)], None, None),
    ("revised", "m21", "2025-01-05", "2025-06-30",
     [("2025-03-01", 20, None, False), ("2025-07-01", 50, "broken", False), ("2025-10-08", 100, "kept", True)], "kept", "代表会议复核"),
    ("undated", "v2", "2024-03-01", "2024-12-31", [("2024-11-30", 100, None, False)], "kept", "验收合格"),
    ("partly", "v3", "2024-05-01", "2024-10-31", [("2024-10-31", 60, "partly", False)], None, "差四成"),
    ("changed", "m31", "2025-02-01", "2025-11-30", [("2025-08-01", 10, "changed", False)], "changed", "改建停车位"),
    ("doing", "g21", "2025-09-01", "2026-06-30", [("2025-12-31", 30, None, False), ("2026-01-12", 45, None, False)], None, None),
    ("idle", "g22", "2025-11-01", "2026-01-15", [], None, None),
    ("late", "m32", "2025-03-01", "2026-01-14", [("2025-12-01", 55, None, False)], None, None),
    ("new", "s1", "2026-01-02", "2026-12-31", [], None, None),
    ("judged-later", "s2", "2025-04-01", "2025-12-15", [("2026-01-05", 90, "partly", False)], None, "会上评议"),
]

# asked, due, answered
REPLIES = [
    ("2024-02-28", "2024-03-10", "2024-03-01"),
    ("2024-12-30", "2025-01-09", "2025-01-09"),
    ("2025-03-01", "2025-03-15", "2025-03-20"),
    ("2025-12-20", "2026-01-04", None),
    ("2025-12-30", "2026-01-15", None),
    ("2025-12-01", "2025-12-30", "2026-01-08"),
    ("2026-01-09", "2026-01-23", None),
    ("2025-05-05", None, "2025-05-05"),
]


def flow(value):
    """A value as YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items() if one is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if value is True or value is False:
        return str(value).lower()
    if value is None:
        return "~"
    return str(value) if re.fullmatch(r"[\w.-]+", str(value)) else f'"{value}"'


def listed(key, records):
    return f"{key}:\n" + "".join(f"  - {flow(record)}\n" for record in records)


def site(drafts):
    schemes = []
    for scheme in SCHEMES:
        stars = [{"min": low, "stars": stars} for low, stars in scheme.get("bands", [])]
        schemes.append({
            "id": scheme["id"], "name": scheme["name"], "subject": scheme["subject"], "show": scheme["show"],
            "ranking": scheme["ranking"], "cycles": scheme["cycles"], "aggregate": scheme["aggregate"],
            "threshold": scheme["threshold"] if drafts else None,
            "dimensions": [{"name": name, "max": top, "weight": weight} for name, top, weight in scheme["dimensions"]],
            "sources": [{"name": name, "weight": weight} for name, weight in scheme["sources"]] or None,
            "stars": stars or {"per_dimension": scheme["per_dimension"]},
        })
    cadences = [
        {"id": id, "name": name, "every": every, "by": by, "advisory": advisory, "from": start}
        for id, name, every, by, advisory, start in CADENCES
    ]
    disclosures = [
        {"id": id, "name": name, "section": section, "every": every, "days": days, "from": start}
        for id, name, section, every, days, start in DISCLOSURES
    ]
    head = "title: 南河镇公开栏\npublisher: 南河镇人民政府\nhotline: '12345'\n"
    networks = [{"id": "net", "name": "综治网格", "levels": LEVELS}]
    severity = "severity: {rating-gap: off}\n"
    return head + severity + listed("networks", networks) + listed("schemes", schemes) + listed("cadences", cadences) \
        + listed("disclosures", disclosures)


def subject(who):
    return {"grid": who} if any(grid[0] == who for grid in GRIDS) else {"member": who}


def records(drafts):
    grids = []
    for id, name, level, parent, posts in GRIDS:
        title = next(one["lead_title"] for one in LEVELS if one["id"] == level)
        posts = [{"post": title, "member": member, "from": start, "to": end} for member, start, end in posts]
        grids.append({"id": id, "name": name, "level": level, "parent": parent, "posts": posts})
    members = [
        {"id": id, "name": name, "grid": grid, "from": start, "to": end} for id, name, grid, start, end in MEMBERS
    ]
    ratings = []
    for scheme in SCHEMES:
        for month, entries in approved(scheme).items():
            listed_entries = []
            for who, scores in entries.items():
                sources = SOURCES.get(who) if drafts and scheme["id"] == "star" and month == "2025-12" else None
                named = sources and {name: given for (name, _), given in zip(scheme["sources"], sources) if given}
                listed_entries.append({**subject(who), "scores": scores, "sources": named})
            ratings.append({"scheme": scheme["id"], "month": month, "stage": "approved", "entries": listed_entries})
            if drafts and scheme["id"] == "star" and month == "2025-12":
                proposal = [{**subject(who), "scores": scores, "note": CANARY + "拟定"} for who, scores in entries.items()]
                ratings.append({"scheme": "star", "month": month, "stage": "proposed", "entries": proposal})
    for stage, month, entries in DRAFTS if drafts else []:
        entries = [{"member": who, "scores": scores, "note": CANARY + stage} for who, scores in entries.items()]
        ratings.append({"scheme": "star", "month": month, "stage": stage, "entries": entries})
    if drafts:
        # Where a month has drafts it has a proposal, too.
        november = [{**subject(who), "scores": scores} for who, scores in approved(SCHEMES[0])["2025-11"].items()]
        ratings.append({"scheme": "star", "month": "2025-11", "stage": "proposed", "entries": november})
    activities = [
        {"date": when, "cadence": cadence, **subject(who), "count": count} for when, cadence, who, count in ACTIVITIES
    ]
    commitments = []
    for id, by, made, due, progress, outcome, evaluation in COMMITMENTS:
        who = subject(by)
        who = {"by": who["member"]} if "member" in who else who
        steps = [
            {"date": when, "percent": percent, "outcome": told, "evidence": ["photos/proof.png"] if shown else None}
            for when, percent, told, shown in progress
        ]
        commitments.append({
            "id": id, **who, "title": f"事项{id}", "target": "12 盏", "made": made, "due": due, "progress": steps or None,
            "outcome": outcome, "evaluation": evaluation,
        })
    replies = [
        {"asked": asked, "question": f"问题{at}？", "due": due, "answered": answered, "answer": answered and f"答复{at}。"}
        for at, (asked, due, answered) in enumerate(REPLIES)
    ]
    kinds = {
        "grids": grids, "members": members, "ratings": ratings, "activities": activities,
        "commitments": commitments, "replies": replies,
    }
    return "".join(listed(key, found) for key, found in kinds.items())


# The smallest picture there is: one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da63fcff1f0003030200efa2a75b"
    "0000000049454e44ae426082"
)


def write(folder, drafts=True):
    """The site folder, with drafts, sources and thresholds or without."""
    content = Path(folder) / "content"
    (content / "photos").mkdir(parents=True, exist_ok=True)
    (content / "site.yaml").write_text(site(drafts), encoding="utf-8")
    (content / "records.yaml").write_text(records(drafts), encoding="utf-8")
    (content / "photos/proof.png").write_bytes(PIXEL)
    for name, when, disclosure, period, expires in NOTICES:
        front = {"title": f"公告{name}", "kind": "notice", "date": when, "disclosure": disclosure, "period": period, "expires": expires}
        lines = "".join(f"{key}: {one}\n" for key, one in front.items() if one)
        (content / f"{name}.md").write_text(f"---\n{lines}---\n正文。\n", encoding="utf-8")


if __name__ == "__main__":
    import sys

    write(sys.argv[1], drafts="--plain" not in sys.argv)
