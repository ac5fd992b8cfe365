"""What is wrong with a page: its HTML, its ids and labels, its heading and title, and what its security policy forbids."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

import html5lib

CONTROLS = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button")


def faults(html: str, *, whole: bool = True) -> list[str]:
    """Everything wrong with ``html``, each as a short sentence. ``whole`` is false for a part of a page."""
    page = html if whole else f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{html}</body></html>"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(page)
    elements = list(root.iter())
    found = [f"not valid HTML: {code} {facts} at {place}" for place, code, facts in parser.errors]
    found += _ids(elements) + _labels(elements) + _forbidden(elements)
    return found + (_heading(elements) if whole else [])


def _ids(elements: list[Element]) -> list[str]:
    ids = Counter(each.get("id") for each in elements if each.get("id"))
    found = [f"the id {name} is used {count} times" for name, count in ids.items() if count > 1]
    for each in elements:
        for attribute in ("aria-describedby", "aria-labelledby", "for"):
            named = (each.get(attribute) or "").split()
            found += [f"{attribute} names {name}, which is not there" for name in named if name not in ids]
        href = each.get("href") or ""
        if re.fullmatch(r"#.+", href) and href[1:] not in ids:
            found.append(f"a link leads to {href}, which is not there")
    return found


def _labels(elements: list[Element]) -> list[str]:
    labelled = {each.get("for") for each in elements if each.tag == "label"}
    controls = (each for each in elements if each.tag in CONTROLS and each.get("type") not in UNLABELLED)
    return [
        f"{each.get('name')} has no label"
        for each in controls
        if each.get("id") not in labelled and not each.get("aria-label")
    ]


def _forbidden(elements: list[Element]) -> list[str]:
    found = []
    for each in elements:
        found += [f"{each.tag} has {name}" for name in list(each.attrib) if name == "style" or name.startswith("on")]
        if each.tag in CONTROLS and each.get("required") is not None:
            found.append(f"{each.get('name')} is left to the browser to check")
        if each.tag == "style" or (each.tag == "script" and each.get("nonce") is None):
            found.append(f"{each.tag} that the security policy refuses")
        if each.tag == "form" and each.get("novalidate") is None and each.find(".//input[@type='text']") is not None:
            found.append("a form that the browser checks")
    return found


def _heading(elements: list[Element]) -> list[str]:
    headings = [words(each) for each in elements if each.tag == "h1"]
    title = next((words(each) for each in elements if each.tag == "title"), "")
    if len(headings) != 1:
        return [f"the page has {len(headings)} h1"]
    begins = title.removeprefix("Error: ").startswith(headings[0])
    return [] if begins else [f"the title ‘{title}’ does not begin with the h1 ‘{headings[0]}’"]


def words(element: Element) -> str:
    """The text in an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())
