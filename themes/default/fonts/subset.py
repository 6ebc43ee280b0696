#!/usr/bin/env python3
"""Makes the fonts beside this file: Noto CJK as Debian ships it, less what villages hardly write.

    apt-get install fonts-noto-cjk fonts-hanazono
    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0
    venv/bin/python themes/default/fonts/subset.py

Kept are GB 2312, the 8,105 characters of 通用规范汉字表 (characters.txt), those that official names of villages and
townships use beyond these (places.txt), Latin and pinyin letters, full-width forms, punctuation and the marks that
templates use. What Noto CJK lacks of them comes from Hanazono. The same input gives the same bytes.

Characters beyond these, for a board that needs them, make small fonts of their own:

    venv/bin/python themes/default/fonts/subset.py --only 協 --to examples/gangxi/themes/default/fonts
"""

import argparse
import os
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
# The last day of the year in which these fonts were drawn: nothing in them tells when the script ran.
EPOCH = "1672444800"

# File of the source, family's name in it, our file, our family, our style.
FONTS = [
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "hei-regular.otf", "GKL Hei", "Regular"),
    ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "hei-bold.otf", "GKL Hei", "Bold"),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "song-bold.otf", "GKL Song", "Bold"),
]
# The same, for what those lack.
RARE = ("HanaMinB.ttf", "HanaMinB", "rare.ttf", "GKL Rare", "Regular")

MARKS = "★☆●○◐◑◆◇■□▲△▼▽▶◀✓→←↑↓↗↘①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳℃℉№㎡㎢㎞㎏㎝㎜‰§¶†‡•·…—–―‘’“”‹›«»〇々〒〓〔〕〖〗〘〙〚〛￥¥€£©®™°±×÷≈≠≤≥∞½¼¾²³ĀĒĚĪŃŇŌŪ"


def characters():
    """Every code point to be kept."""
    kept = {c for c in (HERE / "characters.txt").read_text(encoding="utf-8") if not c.isspace()}
    assert len(kept) == 8105, len(kept)
    kept.update(c for c in (HERE / "places.txt").read_text(encoding="utf-8") if not c.isspace())
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
    return set(map(ord, kept))


def face(path, family):
    """The face that bears the name, of a collection or alone."""
    fonts = TTCollection(path, lazy=True).fonts if path.suffix == ".ttc" else [TTFont(path)]
    for font in fonts:
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
    if "CFF " not in font:
        return
    top = font["CFF "].cff
    top.fontNames = [plain]
    top.topDictIndex[0].FullName = f"{family} {style}"
    top.topDictIndex[0].FamilyName = family


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--source", type=Path, default=Path("/usr/share/fonts"))
    arguments.add_argument("--only", help="these characters and no others")
    arguments.add_argument("--to", type=Path, default=HERE)
    asked = arguments.parse_args()
    if asked.only and asked.to == HERE:
        raise SystemExit("--only needs --to: the fonts that come with the program stay whole")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    wanted = set(map(ord, asked.only)) if asked.only else characters()
    asked.to.mkdir(parents=True, exist_ok=True)
    had = set()
    for file, source, ours, family, style in FONTS:
        if asked.only:
            ours, family = f"more-{ours}", f"{family} More"
        font = face(asked.source / "opentype/noto" / file, source)
        here = wanted & set(font.getBestCmap())
        had |= here
        if here:
            save(font, here, asked.to / ours, family, style)
    if lacking := wanted - had:
        file, source, ours, family, style = RARE
        font = face(asked.source / "truetype/hanazono" / file, source)
        assert lacking <= set(font.getBestCmap()), [f"U+{code:04X}" for code in lacking]
        save(font, lacking, asked.to / ours, family, style)


def save(font, codes, path, family, style):
    """The font with these code points alone."""
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "liga"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(codes))
    subsetter.subset(font)
    rename(font, family, style)
    font.recalcTimestamp = False
    font.save(path)
    print(path.name, path.stat().st_size, "bytes,", len(font.getBestCmap()), "characters")


if __name__ == "__main__":
    main()
