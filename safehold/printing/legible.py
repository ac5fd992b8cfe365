"""What our typeface can print of what people typed.

The compiler refuses a PDF/UA-1 with a letter that the typeface lacks, so that one tick or one name in another script would keep
a whole set of minutes from being printed. Such letters are said in words, in square brackets: the page, and the Word file, have
them as they were typed.
"""

import re
import struct
import unicodedata
from functools import cache
from typing import Any

from safehold.charts.drawing import font_folder

OTHER_SCRIPT = "[in another script]"
_KEPT = frozenset("\n\t")
# what turns the order of letters about, so that words read otherwise than they were written
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LETTERS = ("L", "M", "N")
_NEVER = ("Cc", "Cs", "Co", "Cn")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold, so that a Word file with it cannot be opened."""


def legible(given: Any) -> Any:
    """The same value, each string in it as our typeface can print it: a mapping, a sequence or a string, at any depth."""
    if isinstance(given, str):
        return given if given.isascii() and given.isprintable() else _printed(given)
    if isinstance(given, dict):
        return {name: legible(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [legible(each) for each in given]
    return given


def _printed(words: str) -> str:
    there = characters()
    found: list[str] = []
    for letter in unicodedata.normalize("NFC", words):
        kind = unicodedata.category(letter)
        if letter in _KEPT or (ord(letter) in there and letter not in _TURNING and kind not in _NEVER):
            found.append(letter)
        elif letter in _TURNING or kind in _NEVER:
            continue
        elif kind in ("Cf", "Zl", "Zp", "Zs"):  # shows nothing, or a gap
            found.append("" if kind == "Cf" else " ")
        elif kind[0] in _LETTERS:
            if kind[0] != "M" and not (found and found[-1] == OTHER_SCRIPT):
                found.append(OTHER_SCRIPT)
        else:
            found.append(f"[{unicodedata.name(letter, 'a sign').lower()}]")
    return "".join(found)


@cache
def characters() -> frozenset[int]:
    """The code points that all four faces of our typeface have."""
    faces = [_covered(each.read_bytes()) for each in sorted(font_folder().glob("*.ttf"))]
    return frozenset.intersection(*faces) if faces else frozenset()


def _covered(font: bytes) -> frozenset[int]:
    """The code points of a TrueType font, from its table ``cmap`` (OpenType 1.9, formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        table = start + struct.unpack_from(">HHI", font, start + 4 + 8 * number)[2]
        form = struct.unpack_from(">H", font, table)[0]
        if form == 4:
            count = struct.unpack_from(">H", font, table + 6)[0] // 2
            ends = struct.unpack_from(f">{count}H", font, table + 14)
            starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, last + 1))
        elif form == 12:
            groups = struct.unpack_from(">I", font, table + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, table + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found - {0xFFFF})
