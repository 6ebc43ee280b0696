"""Reading published pages: a small tree of elements, and the words of the theme."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "hr", "path", "rect", "circle", "line", "polyline"}
NUMERALS = "零一二三四五六七八九十"


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.inside = tag, dict(attributes), parent, []

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    def walk(self):
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one.walk()

    def all(self, tag=None, cls=None, **attributes):
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            one for one in self.walk()
            if (not tag or one.tag == tag) and (not cls or cls in one.classes)
            and all(one.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag=None, cls=None, **attributes):
        found = self.all(tag, cls, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {cls} {attributes}"
        return found[0]

    def maybe(self, tag=None, cls=None, **attributes):
        found = self.all(tag, cls, **attributes)
        return found[0] if found else None

    @property
    def text(self):
        parts = [one if isinstance(one, str) else one.text for one in self.inside]
        return " ".join("".join(parts).split())

    def section(self, label):
        """The section with this heading's id."""
        return self.maybe("section", aria_labelledby=label)


class Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("root", [], None)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes, self.at)
        self.at.inside.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attributes):
        self.at.inside.append(Element(tag, attributes, self.at))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        at = self.at
        while at.parent and at.tag != tag:
            at = at.parent
        if at.parent:
            self.at = at.parent

    def handle_data(self, data):
        self.at.inside.append(data)


def page(path):
    builder = Builder()
    builder.feed(path.read_text(encoding="utf-8"))
    return builder.root


def date_words(text):
    year, month, day = text.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def period_words(text):
    year, _, rest = text.partition("-")
    if not rest:
        return f"{year}年"
    if rest.startswith("q"):
        return f"{year}年第{NUMERALS[int(rest[1])]}季度"
    if rest.startswith("h"):
        return f"{year}年{'上' if rest == 'h1' else '下'}半年"
    return f"{year}至{rest}年" if len(rest) == 4 else f"{year}年{int(rest)}月"


def star_words(count):
    return f"{NUMERALS[count]}星"
