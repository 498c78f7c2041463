"""Elements of a page as safe text: what is not markup already is escaped, so nothing can be forgotten."""

from __future__ import annotations

from html import escape

from stablehomes.values.wording import sanitised

WITHOUT_END = ("meta", "rect", "line", "circle")


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str) -> Markup:
    """An element with its attributes and children; text is escaped, markup is taken as it is.

    An underscore at the end of an attribute's name falls off, one within it becomes a hyphen.

    >>> print(element("th", "a < b", scope="col", class_="wide"))
    <th scope="col" class="wide">a &lt; b</th>
    """
    start = "".join([name, *(_attribute(key, value) for key, value in attributes.items())])
    if name in WITHOUT_END:
        return Markup(f"<{start}>" if name == "meta" else f"<{start}/>")
    return Markup(f"<{start}>{joined(*children)}</{name}>")


def joined(*children: str) -> Markup:
    """Children side by side.

    >>> print(joined("1 < 2", Markup("<br>")))
    1 &lt; 2<br>
    """
    return Markup("".join(child if isinstance(child, Markup) else safe(child) for child in children))


def _attribute(key: str, value: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"'


def safe(text: str) -> str:
    """Text in which nothing is markup, and nothing steers a screen or a runner of workflows."""
    return escape(sanitised(text)).replace("##[", "#&#35;[").replace("::", "&#58;:")
