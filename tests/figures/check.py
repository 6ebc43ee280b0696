"""Compares every figure on the published pages with `figures.py`: check.py PUBLIC AS_OF [REPORT.json]"""

import csv
import json
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import board
import figures
from board import day
from figures import NAMES, Period, shown
from pages import date_words, page, period_words, star_words

COUNT = 0
WRONG = []
VERDICTS, THEN = "认定：", "，后改为："
STATES = {
    "not_started": "未开始", "doing": "进行中", "overdue": "已逾期", "kept": "已兑现", "partly": "部分兑现",
    "broken": "未兑现", "changed": "已调整",
}
DISCLOSED = {"published": "已公开", "late": "迟公开", "due": "待公开", "overdue": "逾期未公开", "unset": "还没有公开过"}


def same(what, found, expected):
    global COUNT
    COUNT += 1
    if found != expected:
        WRONG.append(f"{what}\n    found    {found!r}\n    expected {expected!r}")


class Site:
    def __init__(self, public, as_of):
        self.public, self.as_of = Path(public), as_of

    def page(self, path):
        return page(self.public / path / "index.html" if path else self.public / "index.html")

    def table(self, name):
        return json.loads((self.public / f"data/{name}.json").read_text(encoding="utf-8"))


# ---- Ratings -----------------------------------------------------------------------------------

def result_words(scheme, entry):
    """What a list says of a result."""
    words = star_words(entry["stars"][0])
    return f"{words} {shown(entry['total'])} 分" if scheme["show"] == "both" else words


def check_bulletins(site):
    rows = {}
    for row in site.table("ratings"):
        rows[row["scheme"], row["period"], row["subject"]] = row
    for scheme in board.SCHEMES:
        expected = figures.bulletins(scheme, site.as_of)
        folder = site.public / "ratings" / scheme["id"]
        bulletins = sorted(one.name for one in folder.iterdir() if not one.name.startswith("months-"))
        same(f"{scheme['id']}: bulletins", bulletins, sorted(expected))
        for name, one in expected.items():
            check_bulletin(site, scheme, name, one, expected)
            for who, entry in one["entries"].items():
                check_row(scheme, name, who, entry, rows.pop((scheme["id"], name, who), None))
    same("data/ratings holds nothing else", list(rows), [])


def check_row(scheme, name, who, entry, row):
    what = f"data/ratings {scheme['id']} {name} {who}"
    if row is None:
        same(what, None, "a row")
        return
    both = scheme["show"] == "both"
    same(f"{what} stars", (row["stars"], row["stars_of"]), entry["stars"])
    same(f"{what} total", row["total"] if row["total"] is None else Decimal(str(row["total"])), Decimal(shown(entry["total"])) if both else None)
    scores = "; ".join(f"{name}={score}" for (name, _, _), score in zip(scheme["dimensions"], entry["scores"]))
    same(f"{what} scores", row["scores"], scores if both else None)
    same(f"{what} rank", row["rank"], entry.get("rank"))
    same(f"{what} months", row["months_rated"], len(entry["rated"]))


def check_bulletin(site, scheme, name, one, every):
    what, both = f"ratings/{scheme['id']}/{name}", scheme["show"] == "both"
    html = site.page(f"ratings/{scheme['id']}/{name}")
    units = ("人", "人") if scheme["subject"] == "member" else ("个网格", "个")
    should = len(one["entries"]) + len(one["unrated"])
    lede = html.one("p", "lede").text
    same(f"{what} coverage", lede.split("。")[0], f"应评 {should} {units[0]}，已核定 {len(one['entries'])} {units[1]}")
    table = html.section("results").all("table")[0]
    # What a column is out of, and whether it is a mean or a sum, stands behind its name.
    heads = [th.text.split(" 满分")[0].split(" 各")[0] for th in table.one("thead").all("th")]
    found = {}
    for row in table.one("tbody").all("tr"):
        heading = row.one("th")
        cells = [one for one in row.inside if getattr(one, "tag", None) in ("th", "td")]
        found[(heading.maybe("a") or heading).text] = dict(zip(heads, cells, strict=True))
    same(f"{what} subjects", sorted(found), sorted(NAMES[who] for who in [*one["entries"], *one["unrated"]]))
    for who in one["unrated"]:
        same(f"{what} {who}", found[NAMES[who]]["星级"].text, "未公布")
    if scheme["ranking"]:
        order = [(row.one("th").maybe("a") or row.one("th")).text for row in table.one("tbody").all("tr")][: len(one["entries"])]
        ranks = [next(entry["rank"] for who, entry in one["entries"].items() if NAMES[who] == subject) for subject in order]
        same(f"{what} order", ranks, sorted(ranks))
    cycle = one["period"].every != "month"
    for who, entry in one["entries"].items():
        cells, at = found[NAMES[who]], f"{what} {who}"
        same(f"{at} stars", cells["星级"].one(cls="star-word").text, star_words(entry["stars"][0]))
        # The stars of a row are drawn once a page, where the row refers to.
        drawn = cells["星级"].one(cls="star-row").one("use").attributes["xlink:href"]
        same(f"{at} lit", len(html.one("g", id=drawn.removeprefix("#")).all("path", "star-lit")), entry["stars"][0])
        total = shown(entry["total"]) if both else None
        sums = scheme.get("aggregate") == "sum"
        if both and sums and len({len(other["rated"]) for other in one["entries"].values()}) > 1:
            total += f" 满分 {shown(full_marks(scheme) * len(entry['rated']))}"
        if both and sums and len(entry["rated"]) > 1:
            summands = [value for _, value in entry["trend"] if value is not None]
            mean = figures.tenth(sum(summands) / len(summands))
            total += " " + " + ".join(shown(value) for value in summands) + f" 平均 {shown(mean)}"
        same(f"{at} total", cells["总分"].text if "总分" in cells else None, total)
        dimensions = [cells[dimension].text if dimension in cells else None for dimension, _, _ in scheme["dimensions"]]
        scores = entry["scores"] if both else [None] * len(dimensions)
        if "per_dimension" in scheme:
            lit = ["（亮）" if on else "（未亮）" for on in lit_of(scheme, entry)]
            scores = [star + (score or "") for star, score in zip(lit, scores)]
        same(f"{at} scores", dimensions, scores)
        if scheme["ranking"]:
            same(f"{at} rank", cells["名次"].text, str(entry["rank"]))
        if not cycle:
            # Where nobody can be compared with anything there is no such column.
            since = {other: since_month_before(scheme, name, other, of["stars"][0]) for other, of in one["entries"].items()}
            told = None if all(value.startswith("—") for value in since.values()) else since[who]
            same(f"{at} month before", cells["比上月"].text if "比上月" in cells else None, told)
        if cycle:
            months = f"{len(entry['rated'])} / {len(entry['due'])}"
            # Months in which nobody was rated are told once, above; the column is there where anybody lacks another.
            own = lambda other: [month for month in other["missing"] if month in one["months"]]
            missing = "、".join(period_words(month).split("年")[1] for month in own(entry))
            gaps = any(own(other) for other in one["entries"].values())
            told = cells["公布月数"].text if "公布月数" in cells else None
            same(f"{at} months", told, (f"{months} {missing}未公布" if missing else months) if gaps else None)
    if cycle:
        links = html.one(cls="page-head").one("ul", "jump").all("li")
        told = html.maybe("p", "months-out")
        nobody = [period_words(month).split("年")[1] for month in one["period"].months if month not in one["months"]]
        if scheme["cycles"][0] == "month":
            of = len(one["period"].months)
            line = f"{of} 个月公布了 {of - len(nobody)} 个月：{'、'.join(nobody)}未公布。" if nobody else None
            same(f"{what} months nobody was rated in", told.text if told else None, line)
        if scheme["cycles"][0] == "month":
            approved = [period_words(month).split("年")[1] for month in one["period"].months if month in one["months"]]
            same(f"{what} months", [link.text for link in links], approved)
            check_by_month(html, scheme, one, what)
    alike = [other for other in every if every[other]["period"].every == one["period"].every]
    place = alike.index(name)
    pair = html.maybe("nav", "pair")
    steps = {link.attributes.get("rel"): link.text for link in (pair.all("a") if pair else [])}
    same(f"{what} back", steps.get("prev"), f"上一期：{period_words(alike[place - 1])}" if place else None)
    same(f"{what} on", steps.get("next"), f"下一期：{period_words(alike[place + 1])}" if place + 1 < len(alike) else None)


def running(periods):
    """Periods one after the other: the year stands at the first, and where it is another one."""
    words = [period_words(period) for period in periods]
    years = [word.partition("年")[0] for word in words]
    return [word if not at or years[at] != years[at - 1] else word.partition("年")[2] or word for at, word in enumerate(words)]


def full_marks(scheme):
    weights = [weight for *_, weight in scheme["dimensions"]]
    return Fraction(100) if any(weights) else sum(Fraction(top) for _, top, _ in scheme["dimensions"])


def since_month_before(scheme, month, who, lit):
    """How the stars stand to those of the month before, which follow in brackets."""
    before = month_before(scheme, month, who)
    if before == "—":
        return before
    stars = next((number for number in range(6) if before.startswith(star_words(number))), None)
    unknown = "—" if month == min(board.approved(scheme)) else "上期未公布"
    change = unknown if stars is None else "持平" if stars == lit else ("升" if lit > stars else "降") + star_words(abs(lit - stars))
    return f"{change} （{before}）"


def month_before(scheme, month, who):
    before = figures.month_at(figures.index(month) - 1)
    if not figures.serves(who, figures.first_day(before), figures.last_day(before)):
        return "—"
    scores = board.approved(scheme).get(before, {}).get(who)
    if not scores:
        return "未公布"
    value = figures.total(scheme, scores)
    return f"{star_words(figures.stars(scheme, value, scores)[0])} {shown(value)}分"


def check_by_month(html, scheme, one, what):
    by_month = html.section("results").one("table", "by-month")
    found = {row.one("th").text: [li.text for li in row.all("li")] for row in by_month.one("tbody").all("tr")}
    for who, entry in one["entries"].items():
        expected = []
        # The year stands in the head, and months that nobody was rated in are told once, above.
        for month, value in entry["trend"]:
            if month not in one["months"]:
                continue
            approved = board.approved(scheme)[month].get(who) if value is not None else None
            words = f"{star_words(figures.stars(scheme, value, approved)[0])} {shown(value)}分" if approved else "未公布"
            expected.append(f"{period_words(month).split('年')[1]} {words}")
        same(f"{what} {who} by month", found[NAMES[who]], expected)


def check_histories(site):
    """The tables on members' and grids' own pages, the drawn line and its words."""
    for scheme in board.SCHEMES:
        every = figures.bulletins(scheme, site.as_of)
        unit = scheme["cycles"][0]
        units = [name for name, one in every.items() if one["period"].every == unit]
        for who in {who for one in every.values() for who in one["entries"]}:
            folder = "grids" if scheme["subject"] == "grid" else "members"
            html = site.page(f"{folder}/{who}").section("ratings")
            history = next(one for one in html.all("div", "history") if one.one("h3").text == scheme["name"])
            tables = [one for one in history.all("table")]
            rated = [name for name in units if who in every[name]["entries"]]
            left = figures.TERMS.get(who, (None, None))[1]
            over = Period(unit, figures.month_of(site.as_of))
            last = max(units[-1], Period(unit, figures.month_at(over.number - 1)).name)
            if left and day(left) < site.as_of:
                last = min(last, Period(unit, left[:7]).name)
            names, period = [], every[rated[0]]["period"]
            while period.name <= last:
                names.append(period.name)
                period = period.next()
            check_history_table(scheme, every, who, tables[0], names[::-1])
            latest = every[rated[-1]]["entries"][who]
            words = history.one("p", "history-latest").text
            same(f"{who} latest", words.replace(" 分", "").split(), latest_words(scheme, latest))
            said = history.one("svg", "trend").one("desc").text.split("；")
            drawn = [chart_words(every[name]["entries"].get(who) if name in every else None) for name in names[-12:]]
            same(f"{who} {scheme['id']} line", said, [f"{period_words(name)} {word}" for name, word in zip(names[-12:], drawn)])
            wider = [name for name, one in every.items() if one["period"].every != unit and who in one["entries"]]
            if wider:
                same(f"{who} cycles", len(tables[1].one("tbody").all("tr")), len(wider))
                check_history_table(scheme, every, who, tables[1], None)


def latest_words(scheme, entry):
    words = [star_words(entry["stars"][0])]
    if "per_dimension" in scheme:
        lit = [f"（{'亮' if on else '未亮'}）{name}" for (name, _, _), on in zip(scheme["dimensions"], lit_of(scheme, entry))]
        words[0] += "".join(lit)
    return words + ([shown(entry["total"])] if scheme["show"] == "both" else [])


def lit_of(scheme, entry):
    return [Decimal(score) >= scheme["per_dimension"] * top for score, (_, top, _) in zip(entry["scores"], scheme["dimensions"])]


def chart_words(entry):
    return star_words(entry["stars"][0]) if entry else "未公布"


def check_history_table(scheme, every, who, table, names):
    rows = table.one("tbody").all("tr")
    if names is not None:
        same(f"{who} {scheme['id']} periods", [row.one("th").text for row in rows], [period_words(name) for name in names])
    by_words = {period_words(name): one for name, one in every.items()}
    for row in rows:
        one = by_words.get(row.one("th").text)
        entry = one["entries"].get(who) if one else None
        cells = {td.attributes["data-label"]: td for td in row.all("td")}
        word = cells["星级"].maybe(cls="star-word")
        same(f"{who} {row.one('th').text} stars", word.text if word else cells["星级"].text, chart_words(entry))
        if scheme["show"] == "both":
            same(f"{who} {row.one('th').text} total", cells["总分"].text, shown(entry["total"]) if entry else "未公布")


# ---- Commitments -------------------------------------------------------------------------------

def check_commitments(site):
    html, expected = site.page("commitments"), figures.commitments(site.as_of)
    items = {one.attributes["id"][2:]: one for one in html.all("li", "promise")}
    same("commitments", sorted(items), sorted(expected))
    rows = {row["id"]: row for row in site.table("commitments")}
    same("data/commitments", sorted(rows), sorted(expected))
    counts = {}
    for id, one in expected.items():
        counts[one["state"]] = counts.get(one["state"], 0) + 1
        item, row = items[id], rows[id]
        same(f"{id} state", item.one("span", "promise-state").one("b").text, STATES[one["state"]])
        beside = [one.text for one in item.one("span", "promise-state").all("span") if "promise-proofs" not in one.classes]
        same(f"{id} days overdue", beside[0] if beside else None, f"已过 {one['days']} 天" if one["days"] else None)
        bar = item.maybe("span", "bar-text")
        same(f"{id} percent", bar.text if bar else None, None if one["percent"] is None else f"{one['percent']}%")
        # One outcome stands in the line already; where it was revised, both are told with their days.
        verdicts = [pair.one("dd").text for pair in item.one("dl", "pairs").all("div") if pair.one("dt").text == VERDICTS]
        told = [f"{date_words(when)}认定{STATES[state]}" for when, state in one["verdicts"]]
        same(f"{id} verdicts", verdicts, [THEN.join(told)] if len(told) > 1 else [])
        same(f"{id} proofs", len(item.all("img")), one["proofs"])
        same(f"{id} alt texts", [img for img in item.all("img") if not img.attributes["alt"].strip()], [])
        judged = one["verdicts"][-1][0] if one["verdicts"] else None
        same(f"data {id}", (row["state"], row["percent"], row["told"], row["judged"]), (one["state"], one["percent"], one["told"], judged))
        passes = "; ".join(f"{when}={state}" for when, state in one["verdicts"]) or None
        same(f"data {id} verdicts", row["verdicts"], passes)
    groups = {link.attributes["href"][1:]: int(link.one("b").text) for link in html.one("ul", "jump").all("a")}
    same("commitments by state", groups, counts)
    lists = {}
    for order in ("person", "grid", "year"):
        for one in site.page(f"commitments/by-{order}").all("section", "promise-group"):
            lists[(order, one.attributes["id"])] = {title.text for title in one.all("span", "promise-title")}
    grids = {grid[0] for grid in board.GRIDS}
    home = {member[0]: member[2] for member in board.MEMBERS}
    wanted = {}
    for id, one in expected.items():
        grid = one["by"] if one["by"] in grids else home[one["by"]]
        by = "grid" if one["by"] in grids else "member"
        keys = [("year", f"year-{one['made'][:4]}"), ("person", f"{by}-{one['by']}")]
        keys += [("grid", f"grid-{grid}" if grid else "other")]
        for key in keys:
            wanted.setdefault(key, set()).add(f"事项{id}")
    same("commitments by member, grid and year", lists, wanted)


# ---- Duties ------------------------------------------------------------------------------------

def cells_of(items):
    return [next(name[9:] for name in one.classes if name.startswith("calendar-") and name != "calendar-cell") for one in items]


def check_duties(site):
    expected = figures.duties(site.as_of)
    names = {cadence[0]: cadence[1] for cadence in board.CADENCES}
    grids = {grid[0] for grid in board.GRIDS}
    for who in {who for _, who in expected}:
        html = site.page(f"{'grids' if who in grids else 'members'}/{who}")
        section = html.section("duties-done")
        found = {one.one("h3").text.split()[0]: one for one in (section.all("div", "calendar") if section else [])}
        own = {names[cadence]: cells for (cadence, other), cells in expected.items() if other == who}
        same(f"{who} duties", sorted(found), sorted(own))
        for name, cells in own.items():
            items = found[name].all("li", "calendar-cell")
            when = [one.one(cls="calendar-when").text for one in items]
            same(f"{who} {name} periods", when, running([period for period, _, _ in cells]))
            same(f"{who} {name} states", cells_of(items), [state for _, state, _ in cells])
            counts = [one.one(cls="calendar-state").text.split()[1:2] for one in items]
            same(f"{who} {name} counts", counts, [[str(count)] if count >= board.SMALL else [] for _, _, count in cells])
            done, overdue = (sum(state == wanted for _, state, _ in cells) for wanted in ("done", "overdue"))
            over = [period for period, state, _ in cells if state != "due"]
            line = f"近 {len(over)} 期做了 {done} 期" + (f"，有 {overdue} 期没有做" if overdue else "") if over else ""
            if len(over) < len(cells):
                line += ("，" if over else "") + f"{period_words(cells[-1][0])}还没到期"
            same(f"{who} {name} sum", found[name].all("p", "quiet")[0].text, line)
    check_ledgers(site, expected, names)


def check_chains(site):
    """Who leads a grid now, stands nearest in the chain on the member's own page; posts are told with their terms."""
    for _, name, _, _, posts in board.GRIDS:
        for member, start, end in posts:
            held = (not start or day(start) <= site.as_of) and (not end or day(end) >= site.as_of)
            if held and figures.serves(member, site.as_of, site.as_of):
                html = site.page(f"members/{member}")
                same(f"{member} chain", html.one("li", "chain-first").one("p", "chain-name").text, NAMES[member])
    html = site.page("members/m21")
    same("posts changed", [li.text.split("网格长 ")[1] for li in html.section("posts").all("li")],
         ["中二网格 2025年3月1日起", "中一网格 到2025年2月28日为止，已卸任"])


def check_ledgers(site, expected, names):
    """The tables on the page of the grid above."""
    below = {}
    for id, _, _, parent, _ in board.GRIDS:
        below.setdefault(parent, []).append(id)
    for id, _, grid, _, _ in board.MEMBERS:
        below.setdefault(grid, []).append(id)
    for grid, *_ in board.GRIDS:
        section = site.page(f"grids/{grid}").section("ledgers")
        found = {one.one("h3").text.split()[0]: one.one("table", "ledger") for one in (section.all("div", "calendar") if section else [])}
        wanted = {}
        for (cadence, who), cells in expected.items():
            if who in below.get(grid, []):
                wanted.setdefault(names[cadence], {})[NAMES[who]] = cells
        same(f"{grid} ledgers", sorted(found), sorted(wanted))
        for name, rows in wanted.items():
            got = {row.one("th").text: row for row in found[name].one("tbody").all("tr")}
            same(f"{grid} {name} rows", sorted(got), sorted(rows))
            heads = [th.text for th in found[name].one("thead").all("th", "ledger-when")]
            longest = max(rows.values(), key=len)
            same(f"{grid} {name} heads", heads, running([period for period, _, _ in longest]))
            for who, cells in rows.items():
                row = [td for td in got[who].all("td", "ledger-cell") if "ledger-none" not in td.classes]
                same(f"{grid} {name} {who}", cells_of(row), [state for _, state, _ in cells])
                blanks = len(got[who].all("td", "ledger-none"))
                same(f"{grid} {name} {who} blanks", blanks, len(longest) - len(cells))
                done, overdue = (sum(state == wanted for _, state, _ in cells) for wanted in ("done", "overdue"))
                line = f"已做 {done}" + (f"，逾期未做 {overdue}" if overdue else "")
                same(f"{grid} {name} {who} sum", got[who].one("td", "ledger-sum").text, line)


# ---- Disclosures, replies, notices -------------------------------------------------------------

def check_disclosures(site):
    expected = figures.disclosures(site.as_of)
    html = site.page("disclosures")
    by_name = {one.one("h3").text: one for one in html.all("li", "disclosure")}
    rows = {row["id"]: row for row in site.table("disclosures")}
    for id, name, *_ in board.DISCLOSURES:
        one, item, row = expected[id], by_name[name], rows[id]
        how = item.one(cls="disclosure-how")
        same(f"{id} state", how.one("span", "state").text, DISCLOSED[one["state"]])
        same(f"{id} periods overdue", f"共欠 {one['overdue']} 期" in how.text, one["overdue"] > 1)
        last = f"上次公开：{date_words(one['last'])}" if one["last"] else None
        same(f"{id} last", next((p.text for p in how.all("p") if p.text.startswith("上次")), None), last)
        word = "应在此前公开：" if one["state"] == "overdue" else "下次应在："
        due = one["next_due"] and word + date_words(one["next_due"]) + (f"（{period_words(one['next_period'])}）" if one["next_period"] else "")
        same(f"{id} due", next((p.text for p in how.all("p") if p.text.startswith(word)), None), due)
        same(f"data {id}", [row[key] for key in ("state", "overdue", "next_period", "next_due", "last_date")],
             [one[key] for key in ("state", "overdue", "next_period", "next_due", "last")])
        body = item.maybe("tbody")
        found = []
        for tr in body.all("tr") if body else []:
            state = tr.all("td")[0]
            days = state.maybe("span", "quiet")
            found.append((tr.one("th").text, state.one("span", "state").text, days.text if days else None))
        cells = [
            (period_words(cell["period"]) if cell["period"] else "一次", DISCLOSED[cell["state"]], f"已过 {cell['days']} 天" if cell["days"] else None)
            for cell in one["cells"]
        ]
        same(f"{id} periods", found, cells)
    late = sum(one["state"] == "overdue" for one in expected.values())
    callout = html.maybe("p", "callout")
    same("disclosures overdue", callout.text.split()[-2] if callout else "0", str(late))


def check_replies(site):
    expected = figures.replies(site.as_of)
    html = site.page("replies")
    rows = {row["question"]: row for row in site.table("replies")}
    found = {one.one("h3").all("span")[-1].text: one for one in html.all("article", "qa")}
    same("replies", sorted(found), sorted(expected))
    same("data/replies", sorted(rows), sorted(expected))
    for question, (state, days, late) in expected.items():
        text, row = found[question].text, rows[question]
        same(f"{question} data", (row["state"], row["days"], row["days_late"]), (state, days, late))
        if state in ("answered", "late"):
            words = f"，用了 {days} 天" + (f"，比期限晚 {late} 天" if late else "")
        else:
            words = f"逾期未答复 已过 {late} 天" if state == "overdue" else f"待答复 已等 {days} 天"
        same(f"{question} words", text.endswith(words), True)
    answered = sum(state in ("answered", "late") for state, _, _ in expected.values())
    same("replies lede", html.one("p", "lede").text, f"已答 {answered} 问，待答 {len(expected) - answered} 问。")


def check_notices(site):
    current, archive = figures.notices(site.as_of)
    html = site.page("notices")
    names = lambda section: {a.text[2:] for a in section.all("a") if a.text.startswith("公告")} if section else set()
    same("notices in force", names(html.section("current")), current)
    same("archive", names(html.section("archive")), archive)
    home = site.page("")
    shown_first = names(home.section("notices"))
    dates = {name: when for name, when, *_ in board.NOTICES}
    same("notices on the home page", len(shown_first), min(6, len(current)))
    same("none of them expired", shown_first - current, set())
    left = [dates[name] for name in current - shown_first]
    same("the newest ones", all(dates[name] >= max(left, default="") for name in shown_first), True)


# ---- Home --------------------------------------------------------------------------------------

def check_home(site):
    home = site.page("")
    items = {}
    for li in home.section("attention").one("ul", "attention").all("li"):
        stamp, title, why = li.one("span", "state"), li.one("p", "attention-what"), li.one("p", "attention-why")
        items.setdefault(stamp.text, {})[title.text] = why.text
    late = {
        f"事项{id}": f"{NAMES[one['by']]} 应在{date_words(due_of(id))}前 已过 {one['days']} 天"
        for id, one in figures.commitments(site.as_of).items() if one["state"] == "overdue"
    }
    same("late promises", items.get("已逾期", {}), late)
    names = {item[0]: item[1] for item in board.DISCLOSURES}
    overdue = {}
    for id, one in figures.disclosures(site.as_of).items():
        if one["state"] == "overdue":
            period = f"{period_words(one['next_period'])} " if one["next_period"] else ""
            more = f" 共欠 {one['overdue']} 期" if one["overdue"] > 1 else ""
            overdue[names[id]] = f"{period}应在{date_words(one['next_due'])}前{more}"
    same("late disclosures", items.get("逾期未公开", {}), overdue)
    asked = {
        question: f"提出：{date_words(board.REPLIES[int(question[2:-1])][0])} 已过 {late} 天"
        for question, (state, _, late) in figures.replies(site.as_of).items() if state == "overdue"
    }
    same("late answers", items.get("逾期未答复", {}), asked)
    behind = {}
    cadences = {cadence[0]: cadence for cadence in board.CADENCES}
    for (cadence, who), cells in figures.duties(site.as_of).items():
        over = [one for one in cells if Period(cadences[cadence][2], figures.month_of(site.as_of), cadences[cadence][5]).name != one[0] or one[1] == "overdue"]
        if over and over[-1][1] == "overdue":
            behind.setdefault(f"{cadences[cadence][1]} {period_words(over[-1][0])}", set()).add(NAMES[who])
    told = {title: why.split(" 等，共")[0].split(" ") for title, why in items.get("逾期未做", {}).items()}
    found = {f"{title} {period}": set(who) for title, (period, *who) in told.items()}
    same("late duties", sorted(found), sorted(behind)[: len(found)] if len(behind) > 3 else sorted(behind))
    for title, who in found.items():
        same(f"late {title}", who <= behind[title] and len(who) == min(6, len(behind[title])), True)
    for scheme in board.SCHEMES:
        every = figures.bulletins(scheme, site.as_of)
        newest = [name for name, one in every.items() if one["period"].every == scheme["cycles"][0]][-1]
        heading, period = scheme["name"], period_words(newest)
        section = next((one for one in home.all("section") if one.maybe("h2") and one.maybe("h2").text == heading), None)
        same(f"newest bulletin of {scheme['id']}", section is not None and section.maybe("p").text.startswith(f"{period}："), True)
        if section:
            # A grid that is a part of the board by itself is named at the head of its line.
            who = lambda result: (result.maybe("a") or result.parent.parent.one("dt")).text
            rows = {who(result): result.one("b").text for result in section.all("span", "result")}
            same(f"{heading} rows", rows, {NAMES[who]: star_words(one["stars"][0]) for who, one in every[newest]["entries"].items()})
    vacant = {row["id"] for row in site.table("grids") if row["vacant"]}
    same("vacant grids", vacant, figures.vacant(site.as_of))


def due_of(id):
    return next(one[3] for one in board.COMMITMENTS if one[0] == id)


# ---- Data and report ---------------------------------------------------------------------------

# What CSV calls the words of JSON, table by table: it is read by people.
CSV_WORDS = {
    "grids": {"state": {"current": "现行", "ended": "已撤并", "not_begun": "尚未启用"}},
    "members": {"state": {"current": "在任", "ended": "已卸任", "not_begun": "尚未到任"}},
    "commitments": {
        "by_kind": {"grid": "网格", "member": "责任人"},
        "state": {"not_started": "未开始", "doing": "进行中", "overdue": "已逾期", "kept": "已兑现",
                  "partly": "部分兑现", "broken": "未兑现", "changed": "已调整"},
    },
    "ratings": {
        "cycle": {"month": "月", "quarter": "季", "half_year": "半年", "year": "年"},
        "subject_kind": {"grid": "网格", "member": "责任人"},
    },
    "activities": {"by_kind": {"grid": "网格", "member": "责任人"}},
    "disclosures": {
        "every": {"month": "月", "quarter": "季", "half_year": "半年", "year": "年", "once": "一次"},
        "state": {"published": "已公开", "due": "待公开", "overdue": "逾期未公开", "unset": "还没有公开过"},
    },
    "replies": {"state": {"answered": "已答复", "late": "超期答复", "waiting": "待答复", "overdue": "逾期未答复"}},
}


def csv_cell(table, key, value):
    """A value of JSON as the board's CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    words = CSV_WORDS.get(table, {})
    if key == "verdicts":
        steps = (step.split("=") for step in value.split("; "))
        return "; ".join(f"{date}={words['state'][what]}" for date, what in steps)
    return words[key][value] if key in words else str(value)


def check_csv(site):
    """CSV and JSON tell the same."""
    for path in sorted((site.public / "data").glob("*.csv")):
        raw = path.read_bytes()
        same(f"{path.name} begins with a mark", raw[:3], b"\xef\xbb\xbf")
        rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
        table = site.table(path.stem)
        same(f"{path.name} rows", len(rows) - 1, len(table))
        for row, record in zip(rows[1:], table):
            same(f"{path.name} {row[0]}", row, [csv_cell(path.stem, key, value) for key, value in record.items()])
    acts = [one for one in board.ACTIVITIES if day(one[0]) <= site.as_of]
    table = site.table("activities")
    counts = sorted(one[3] for one in acts if one[3] >= board.SMALL)
    same("data/activities", (len(table), sorted(row["count"] for row in table if row["count"])), (len(acts), counts))


def check_report(path, as_of):
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    period = figures.named(report["period"])
    for scheme, found in zip(board.SCHEMES, report["schemes"]):
        listed = {(one["period"], one["id"], shown_number(one["total"])) for one in found["below_threshold"] if one["stage"] == "approved"}
        same(f"report {scheme['id']} below", listed, figures.below(scheme, as_of, period))
        approved = board.approved(scheme)
        missing = [month for month in board.MONTHS if month not in approved and figures.last_day(month) < as_of]
        same(f"report {scheme['id']} missing", found["missing_months"], missing)
        marks = {(row["month"], row["id"]): row["stages"] for row in found["ratings"]}
        for month in period.months:
            for who, scores in approved.get(month, {}).items():
                given = marks[month, who]["approved"]["total"]
                same(f"report {scheme['id']} {month} {who}", shown_number(given), shown(figures.total(scheme, scores)))
    same("report vacancies", {one["id"] for one in report["vacancies"]}, figures.vacant(as_of))
    promised = {}
    for id, by, made, due, *_ in board.COMMITMENTS:
        state = figures.commitments(as_of).get(id, {}).get("state")
        alive = state and (str(as_of.year) in (made[:4], due[:4]) or state in ("overdue", "doing", "not_started"))
        promised[by] = promised.get(by) or alive
    idle = {member[0] for member in board.MEMBERS if figures.serves(member[0], as_of, as_of) and not promised.get(member[0])}
    same("report without commitments", {one["id"] for one in report["without_commitments"]}, idle)


def shown_number(number):
    return shown(figures.Fraction(Decimal(str(number))))


def main():
    site = Site(sys.argv[1], date.fromisoformat(sys.argv[2]))
    for check in (check_bulletins, check_histories, check_commitments, check_duties, check_chains, check_disclosures, check_replies,
                  check_notices, check_home, check_csv):
        check(site)
    for path in sys.argv[3:]:
        check_report(path, site.as_of)
    print(f"{COUNT} figures compared, {len(WRONG)} differ")
    print("\n".join(WRONG[:40]))
    sys.exit(bool(WRONG))


if __name__ == "__main__":
    main()
