#!/usr/bin/env python3
"""Makes the fonts beside this file: Noto CJK as Debian ships it, less what villages hardly write.

    apt-get install fonts-noto-cjk
    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0
    venv/bin/python themes/default/fonts/subset.py

Kept are GB 2312, the 8,105 characters of 通用规范汉字表 (characters.txt), Latin and pinyin letters, full-width forms,
punctuation and the marks that templates use. The same input gives the same bytes.

Characters beyond these, for a board that needs them, make small fonts of their own:

    venv/bin/python themes/default/fonts/subset.py --only 協 --to examples/gangxi/themes/default/fonts
"""

import argparse
import os
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).parent
# The last day of the year in which these fonts were drawn: nothing in them tells when the script ran.
EPOCH = "1672444800"

# File of the source, family's name in it, our file, our family, our style.
FONTS = [
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "hei-regular.otf", "GKL Hei", "Regular"),
    ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "hei-bold.otf", "GKL Hei", "Bold"),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "song-bold.otf", "GKL Song", "Bold"),
]

MARKS = "★☆●○◐◑◆◇■□▲△▼▽▶◀✓→←↑↓↗↘①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳℃℉№㎡㎢㎞㎏㎝㎜‰§¶†‡•·…—–―‘’“”‹›«»〇々〒〓〔〕〖〗〘〙〚〛￥¥€£©®™°±×÷≈≠≤≥∞½¼¾²³ĀĒĚĪŃŇŌŪ"


def characters():
    """Every code point to be kept."""
    kept = {c for c in (HERE / "characters.txt").read_text(encoding="utf-8") if not c.isspace()}
    assert len(kept) == 8105, len(kept)
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                kept.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    kept.update(MARKS)
    for first, last in [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2016), (0x2018, 0x201A), (0x201C, 0x201E),
                        (0x2020, 0x2022), (0x2025, 0x2027), (0x3000, 0x301F), (0xFF01, 0xFF5E),
                        (0xFFE0, 0xFFE6)]:
        kept.update(chr(code) for code in range(first, last + 1))
    return sorted(map(ord, kept))


def face(path, family):
    """The face of a collection that bears the name."""
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getDebugName(1).startswith(family):
            return font
    raise SystemExit(f"{path} holds no {family}")


def rename(font, family, style):
    """A changed version must not pass for the original: a name of its own, copyright and licence kept."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14) and record.platformID == 3]
    plain = f"{family} {style}".replace(" ", "")
    for name, text in [(1, family), (2, style), (3, plain), (4, f"{family} {style}"), (6, plain)]:
        names.setName(text, name, 3, 1, 0x409)
    names.names.sort()
    top = font["CFF "].cff
    top.fontNames = [plain]
    top.topDictIndex[0].FullName = f"{family} {style}"
    top.topDictIndex[0].FamilyName = family


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--source", type=Path, default=Path("/usr/share/fonts/opentype/noto"))
    arguments.add_argument("--only", help="these characters and no others")
    arguments.add_argument("--to", type=Path, default=HERE)
    asked = arguments.parse_args()
    if asked.only and asked.to == HERE:
        raise SystemExit("--only needs --to: the fonts that come with the program stay whole")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    wanted = sorted(map(ord, asked.only)) if asked.only else characters()
    asked.to.mkdir(parents=True, exist_ok=True)
    for file, source, ours, family, style in FONTS:
        if asked.only:
            ours, family = f"more-{ours}", f"{family} More"
        font = face(asked.source / file, source)
        options = subset.Options()
        options.layout_features = ["ccmp", "kern", "liga"]
        options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
        options.hinting = False
        options.notdef_outline = True
        options.name_IDs = ["*"]
        options.name_languages = [0x409]
        options.recalc_timestamp = False
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        rename(font, family, style)
        font.recalcTimestamp = False
        font.save(asked.to / ours)
        lacking = [f"U+{code:04X}" for code in wanted if code not in font.getBestCmap()]
        assert not lacking, lacking
        print(ours, (asked.to / ours).stat().st_size, "bytes,", len(font.getBestCmap()), "characters")


if __name__ == "__main__":
    main()
