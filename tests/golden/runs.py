"""Runs of words, to prove that no sentence of ours is copied from the source report, which is not ours to keep here.

``source_runs.bin`` holds a fingerprint of every run of eight words of the source and nothing else: five bytes each, in
order. It was made by ``write(source_text)``.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

LENGTH = 8
FINGERPRINTS = Path(__file__).parent / "source_runs.bin"
_SIZE = 5
_WORD = re.compile(r"[a-z0-9&]+")


def runs(text: str) -> Iterator[str]:
    """Every run of eight words, in small letters and without punctuation."""
    words = _WORD.findall(text.lower().replace("’", "").replace("'", ""))
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def fingerprint(run: str) -> bytes:
    return sha256(run.encode()).digest()[:_SIZE]


def source_runs() -> frozenset[bytes]:
    content = FINGERPRINTS.read_bytes()
    return frozenset(content[place : place + _SIZE] for place in range(0, len(content), _SIZE))


def write(texts: Iterable[str]) -> None:
    found = {fingerprint(run) for text in texts for run in runs(text)}
    FINGERPRINTS.write_bytes(b"".join(sorted(found)))
