"""Pictures as lines of text, each with a small SVG below it that is as wide as the page.

The words stand in the page and not in the SVG: so they wrap on a narrow screen, follow the reader's colours
and letter size, and are what is read out, while the marks, which say the same, are passed over.
"""

from __future__ import annotations

from decimal import Decimal

from stablehomes.documents.form.pictures import Line, LineGroup, Picture, fraction
from stablehomes.formats.markup import Markup, element, joined


def figure(picture: Picture) -> Markup:
    """The picture, with its title and what there is to see in it."""
    text = [element("span", picture.text, class_="text")] if picture.text else []
    caption = element("figcaption", element("strong", picture.title), *text)
    return element("figure", caption, *(_group(group, picture) for group in picture.groups))


def _group(group: LineGroup, picture: Picture) -> Markup:
    lines = element("ul", *(_line(line, picture) for line in group.lines), class_="lines")
    return joined(element("p", group.title, class_="group"), lines) if group.title else lines


def _line(line: Line, picture: Picture) -> Markup:
    words = [element("span", line.label, class_="label"), " ", element("span", line.said, class_="said")]
    drawn = element("svg", *_marks(line, picture), class_=line.style, aria_hidden="true", focusable="false")
    return element("li", *words, drawn)


def _marks(line: Line, picture: Picture) -> list[Markup]:
    """A point, or a bar with a line over what is left open about its end."""
    begin, end = (fraction(picture, each) for each in (line.begin, line.end))
    if line.begin == line.end:
        return [element("circle", cx=_per_cent(end), cy="7", r="5")]
    marks = [element("rect", x=_per_cent(begin), y="2", width=_per_cent(end - begin), height="10")]
    if line.low is not None or line.high is not None or line.open_ended:
        low = fraction(picture, line.end if line.low is None else line.low)
        high = fraction(picture, line.end if line.high is None else line.high)
        until = Decimal(1) if line.open_ended else high
        kind = "range open" if line.open_ended else "range"
        marks.append(element("line", x1=_per_cent(low), x2=_per_cent(until), y1="7", y2="7", class_=kind))
    return marks


def _per_cent(fraction: Decimal) -> str:
    return f"{(fraction * 100).quantize(Decimal('0.001')).normalize():f}%"
