"""What the pages of `board.py` must show, worked out with fractions and plain calendars, never by the program."""

from calendar import monthrange
from collections import OrderedDict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import board
from board import day

LENGTH = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "three_years": 36}


# ---- Calendar ----------------------------------------------------------------------------------

def index(month):
    """Months since year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_at(number):
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_of(when):
    return f"{when.year:04}-{when.month:02}"


def first_day(month):
    return day(month + "-01")


def last_day(month):
    return day(f"{month}-{monthrange(int(month[:4]), int(month[5:7]))[1]:02}")


class Period:
    """A run of whole months with the name the program prints."""

    def __init__(self, every, month, origin=None):
        number = index(month)
        if every == "three_years":
            year = int(month[:4])
            year -= (year - int(origin[:4])) % 3
            number, self.name = year * 12, f"{year}-{year + 2}"
        else:
            number -= number % 12 % LENGTH[every]
            year, place = number // 12, number % 12
            self.name = {
                "month": month_at(number), "quarter": f"{year}-q{place // 3 + 1}",
                "half_year": f"{year}-h{place // 6 + 1}", "year": f"{year}",
            }[every]
        self.every, self.number = every, number
        self.months = [month_at(number + ahead) for ahead in range(LENGTH[every])]
        self.first, self.last = first_day(self.months[0]), last_day(self.months[-1])

    def next(self):
        return Period(self.every, month_at(self.number + LENGTH[self.every]), self.months[0])


def named(text):
    """The period a notice names."""
    if "-q" in text:
        return Period("quarter", f"{text[:4]}-{int(text[-1]) * 3:02}")
    if "-h" in text:
        return Period("half_year", f"{text[:4]}-{int(text[-1]) * 6:02}")
    return Period("month", text) if "-" in text else Period("year", text + "-01")


# ---- Numbers -----------------------------------------------------------------------------------

def tenth(value):
    """Half up to one place; no figure of a rating is negative."""
    return Fraction((Fraction(value) * 10 + Fraction(1, 2)).__floor__(), 10)


def shown(value):
    """`92.5`, `80`"""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):.1f}"
    return text[:-2] if text.endswith(".0") else text


def total(scheme, scores):
    parts = zip(scores, scheme["dimensions"])
    return tenth(sum(
        Fraction(score) / Fraction(top) * Fraction(weight) if weight else Fraction(score) for score, (_, top, weight) in parts
    ))


def stars(scheme, judged, scores):
    """(lit, of)"""
    if "per_dimension" in scheme:
        lit = [
            tenth(score) >= Fraction(scheme["per_dimension"]) * Fraction(top)
            for score, (_, top, _) in zip(scores, scheme["dimensions"])
        ]
        return sum(lit), len(lit)
    return next(stars for low, stars in scheme["bands"] if judged >= Fraction(low)), 5


# ---- Terms -------------------------------------------------------------------------------------

TERMS = {member[0]: (member[3], member[4]) for member in board.MEMBERS}
NAMES = {**{member[0]: member[1] for member in board.MEMBERS}, **{grid[0]: grid[1] for grid in board.GRIDS}}


def serves(who, first, last):
    start, end = TERMS.get(who, (None, None))
    return (not start or day(start) <= last) and (not end or day(end) >= first)


# ---- Ratings -----------------------------------------------------------------------------------

def bulletins(scheme, as_of):
    """{period name: bulletin} of what is published."""
    approved = board.approved(scheme)
    found = OrderedDict()
    for every in scheme["cycles"]:
        seen = set()
        for month in board.MONTHS:
            period = Period(every, month)
            if period.name in seen:
                continue
            seen.add(period.name)
            months = [one for one in period.months if one in approved]
            whole = len(months) == len(period.months)
            if months and (whole or period.last < as_of):
                found[period.name] = bulletin(scheme, approved, period, months)
    return found


def bulletin(scheme, approved, period, months):
    entries = {}
    for who in {who for month in months for who in approved[month]}:
        own = [month for month in months if who in approved[month]]
        totals = [total(scheme, approved[month][who]) for month in own]
        mean = tenth(sum(totals) / len(totals))
        value = sum(totals) if scheme["aggregate"] == "sum" and len(own) > 1 else mean
        columns = [[tenth(Fraction(approved[month][who][at])) for month in own] for at in range(len(scheme["dimensions"]))]
        means = [sum(column) / len(column) for column in columns]
        judged = mean if scheme["aggregate"] == "sum" else value
        due = [month for month in period.months if month in own or serves(who, first_day(month), last_day(month))]
        entries[who] = {
            "total": value, "stars": stars(scheme, judged, means), "scores": [shown(tenth(mean)) for mean in means],
            "rated": own, "due": due, "missing": [month for month in due if month not in own],
            "trend": [(month, total(scheme, approved[month][who]) if month in own else None) for month in due],
        }
    if scheme["ranking"]:
        for entry in entries.values():
            entry["rank"] = 1 + sum(other["total"] > entry["total"] for other in entries.values())
    last = index(period.months[-1])
    near = [month for month in approved if min(period.number, last - 11) <= index(month) <= last]
    expected = {who for month in near for who in approved[month] if serves(who, period.first, period.last)}
    return {"period": period, "months": months, "entries": entries, "unrated": expected - set(entries)}


def below(scheme, as_of, period):
    """Internal: (period, who, total) strictly below the threshold, by approved results."""
    line, found = scheme["threshold"], set()
    if line is None:
        return found
    approved = board.approved(scheme)
    months = [month for month in period.months if month in approved]
    for month in months:
        for who, scores in approved[month].items():
            if total(scheme, scores) < line:
                found.add((month, who, shown(total(scheme, scores))))
    if len(period.months) > 1:
        for who in {who for month in months for who in approved[month]}:
            totals = [total(scheme, approved[month][who]) for month in months if who in approved[month]]
            mean = tenth(sum(totals) / len(totals))
            if mean < line:
                found.add((period.name, who, shown(mean)))
    return found


# ---- Commitments -------------------------------------------------------------------------------

def commitments(as_of):
    """{id: facts} of what was promised by then."""
    found = {}
    for id, by, made, due, progress, outcome, evaluation in board.COMMITMENTS:
        if day(made) > as_of:
            continue
        told = [step for step in progress if day(step[0]) <= as_of]
        verdicts = [(when, judged) for when, _, judged, _ in told if judged]
        dated = any(step[2] for step in progress)
        if verdicts:
            state = verdicts[-1][1]
        elif outcome and not dated:
            state = outcome
        elif day(due) < as_of:
            state = "overdue"
        else:
            state = "doing" if told else "not_started"
        found[id] = {
            "by": by, "state": state, "verdicts": verdicts, "percent": told[-1][1] if told else None, "made": made,
            "days": (as_of - day(due)).days if state == "overdue" else None, "evaluation": evaluation,
            "proofs": sum(step[3] for step in told), "told": told[-1][0] if told else None,
        }
    return found


# ---- Cadences ----------------------------------------------------------------------------------

def duties(as_of):
    """{(cadence, who): [(period, state, count)]}, at most the last twelve."""
    found = {}
    for id, _, every, by, advisory, start in board.CADENCES:
        if by == "member":
            subjects = [member[0] for member in board.MEMBERS if serves(member[0], as_of, as_of)]
        else:
            subjects = [grid[0] for grid in board.GRIDS if grid[2] == by]
        for who in subjects:
            cells = []
            period = Period(every, start, start)
            while period.first <= as_of:
                count = sum(
                    times for when, cadence, actor, times in board.ACTIVITIES
                    if (cadence, actor) == (id, who) and period.first <= day(when) <= period.last and day(when) <= as_of
                )
                began = TERMS.get(who, (None, None))[0]
                came_later = began and period.last < day(began)
                came_midway = began and period.first < day(began) <= period.last and period.last < first_day(month_of(as_of))
                running = period.last >= as_of
                state = "done" if count else "due" if running else "open" if advisory else "overdue"
                if not came_later and not (came_midway and not count):
                    cells.append((period.name, state, count))
                period = period.next()
            found[id, who] = cells[-12:]
    return found


# ---- Disclosures -------------------------------------------------------------------------------

def disclosures(as_of):
    """{id: facts}"""
    found = {}
    for id, _, section, every, days, start in board.DISCLOSURES:
        notices = sorted((when, name, told) for name, when, item, told, _ in board.NOTICES if item == id and day(when) <= as_of)
        last = notices[-1] if notices else None
        cells = []
        if every == "once":
            due = last_day(start) + timedelta(days)
            since = day(notices[0][0]) if notices else None
            cells = [cell(None, due, since, as_of)]
        elif start:
            period = Period(every, start)
            while period.first <= as_of:
                firsts = [
                    min((day(when) for when, _, told in notices if month in named(told).months), default=None)
                    for month in period.months
                ]
                since = None if None in firsts else max(firsts)
                cells.append(cell(period.name, period.last + timedelta(days), since, as_of))
                period = period.next()
        open_cells = [one for one in cells if one["state"] in ("due", "overdue")]
        late = sum(one["state"] == "overdue" for one in cells)
        state = "overdue" if late else "unset" if not cells else "due" if open_cells else "published"
        found[id] = {
            "state": state, "overdue": late, "last": last[0] if last else None,
            "next_due": str(open_cells[0]["due"]) if open_cells else None,
            "next_period": open_cells[0]["period"] if open_cells else None, "cells": cells[::-1][:12], "section": section,
        }
    return found


def cell(period, due, since, as_of):
    if since:
        state = "published" if since <= due else "late"
    else:
        state = "overdue" if due < as_of else "due"
    days = (as_of - due).days if state == "overdue" else None
    return {"period": period, "due": due, "state": state, "days": days}


# ---- Replies and notices -----------------------------------------------------------------------

def replies(as_of):
    """{question: (state, days, days late)}"""
    found = {}
    for at, (asked, due, answered) in enumerate(board.REPLIES):
        if day(asked) > as_of:
            continue
        done = answered and day(answered) <= as_of
        until = day(answered) if done else as_of
        late = (until - day(due)).days if due else 0
        late = late if late > 0 else None
        state = ("late" if late else "answered") if done else "overdue" if late else "waiting"
        found[f"问题{at}？"] = (state, (until - day(asked)).days, late)
    return found


def notices(as_of):
    """Names of notices (in force, in the archive)."""
    up = [(name, expires) for name, when, _, _, expires in board.NOTICES if day(when) <= as_of]
    return {name for name, end in up if not end or day(end) >= as_of}, {name for name, end in up if end and day(end) < as_of}


def vacant(as_of):
    """Ids of grids whose lead's post nobody holds."""
    def held(post):
        member, start, end = post
        inside = (not start or day(start) <= as_of) and (not end or day(end) >= as_of)
        return member and inside and serves(member, as_of, as_of)

    return {grid[0] for grid in board.GRIDS if not any(held(post) for post in grid[4])}
