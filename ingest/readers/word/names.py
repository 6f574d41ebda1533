"""Names of WordprocessingML elements, and how to ask for them."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""ECMA-376, part 1, chapter 17."""
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

Element = etree._Element


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element down a path of names, if there is one."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """Return `w:val` of the element down the path."""
    found = child(element, *path)
    return None if found is None else found.get(w("val"))


def switch(element: Element | None, name: str) -> bool | None:
    """Return an on/off property, or none where it isn't set (17.17.4)."""
    found = child(element, name)
    if found is None:
        return None
    return found.get(w("val"), "1").lower() not in {"0", "false", "off", "none"}


def whole(text: str | None) -> int | None:
    """Return a whole number, or none for what isn't one; measures may carry a unit."""
    try:
        return round(float(text)) if text else None
    except (ValueError, OverflowError):
        return None
