"""From a specification to SVG and PNG, by vl-convert, offline.

Starting the drawing engine takes half a second and each chart some 25 ms, most of it spent measuring text. So:
drawings are kept by the hash of their specification, in memory and on disk; and what is not kept yet is drawn in one
or two warm helper processes beside ours, which never loads the engine. ``Studio.warm`` starts them before they are
needed, so that they get ready while figures are being looked up.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from safehold.charts.palette import patterned
from safehold.charts.specs import Spec

STYLE = 2
"""Raised whenever what is done to a drawing after vl-convert changes, so that kept drawings are drawn anew."""

PNG_SCALE = 2.5
"""Pixels of a PNG for each unit of the specification: 600 units become 1,500 pixels, about 230 to the inch in print."""

_HELPER_IS_WORTH_IT = 8
_REMEMBERED = 512


class CannotDraw(RuntimeError):  # noqa: N818 a refusal is named as what happened
    """The drawing engine refused a specification. The message is its own, for whoever wrote the specification."""


def font_folder() -> Path:
    """Where the fonts of every output are: regular, bold, italic and bold italic of Atkinson Hyperlegible."""
    return Path(str(files("fontpkg_atkinson_hyperlegible"))) / "files"


def key(spec: Spec) -> str:
    """The name of a drawing: a SHA-256 over the specification, the engine's version and our own style."""
    canonical = json.dumps([STYLE, _engine(), spec], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def _engine() -> str:
    return version("vl-convert-python")


@dataclass
class Drawings:
    """Kept drawings, in memory and, where ``folder`` is given, on disk. Safe to share between threads and processes."""

    folder: Path | None = None
    _kept: dict[str, bytes] = field(default_factory=dict)

    def get(self, name: str) -> bytes | None:
        """The drawing of this name ("<key>.svg", "<key>.png"), or None."""
        if (drawing := self._kept.get(name)) is None and self.folder:
            with suppress(FileNotFoundError):
                drawing = (self.folder / name[:2] / name).read_bytes()
                self._remember(name, drawing)
        return drawing

    def put(self, name: str, drawing: bytes) -> None:
        """Keep a drawing. On disk it appears whole or not at all."""
        self._remember(name, drawing)
        if self.folder:
            home = self.folder / name[:2]
            home.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=home, delete=False) as unfinished:
                unfinished.write(drawing)
            os.replace(unfinished.name, home / name)

    def _remember(self, name: str, drawing: bytes) -> None:
        while len(self._kept) >= _REMEMBERED:
            with suppress(KeyError):
                self._kept.pop(next(iter(self._kept)))
        self._kept[name] = drawing


class Studio:
    """Draws specifications, keeping what it drew. Use as a context manager, or call ``close`` when done.

    ``folder`` is where drawings are kept between runs. ``helpers`` is how many processes may draw at once; by default
    two where there are two processors or more. Drawing raises ``CannotDraw``.
    """

    def __init__(self, folder: Path | None = None, *, helpers: int | None = None) -> None:
        self.drawings = Drawings(folder)
        self._most = helpers or min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
        self.helpers: list[_Helper] = []
        self._lock = threading.Lock()

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def warm(self, helpers: int = 1) -> None:
        """Start so many helpers now, without waiting for them."""
        while len(self.helpers) < min(helpers, self._most):
            self.helpers.append(_Helper())

    def close(self) -> None:
        """Stop the helpers. The studio can be used again and then starts new ones."""
        helpers, self.helpers = self.helpers, []
        for helper in helpers:
            helper.close()

    def svg(self, spec: Spec) -> str:
        """One drawing as SVG, white behind it, text as text in Atkinson Hyperlegible."""
        return self.svgs([spec])[0]

    def svgs(self, specs: Sequence[Spec]) -> list[str]:
        """Drawings in the order of their specifications; only those not kept are drawn."""
        return [drawing.decode() for drawing in self._drawn(specs, "svg")]

    def png(self, spec: Spec) -> bytes:
        """One drawing as PNG, ``PNG_SCALE`` pixels to a unit."""
        return self.pngs([spec])[0]

    def pngs(self, specs: Sequence[Spec]) -> list[bytes]:
        """Drawings as PNG, in the order of their specifications."""
        self._drawn(specs, "svg")
        return self._drawn(specs, "png")

    def raster(self, svg: str) -> bytes:
        """Any SVG of our own, such as the partnership's structure, as PNG."""
        name = hashlib.sha256(svg.encode()).hexdigest() + ".png"
        if (drawing := self.drawings.get(name)) is None:
            self._work([(name, {"svg": svg})])
            drawing = self.drawings.get(name)
        return drawing or b""

    def _drawn(self, specs: Sequence[Spec], form: str) -> list[bytes]:
        names = [f"{key(spec)}.{form}" for spec in specs]
        wanted: dict[str, dict[str, Any]] = {}
        for name, spec in zip(names, specs, strict=True):
            if self.drawings.get(name) is None:
                if form == "svg":
                    wanted[name] = {"spec": spec}
                else:
                    svg = self.drawings.get(name.replace(".png", ".svg")) or b""
                    wanted[name] = {"svg": svg.decode()}
        self._work(list(wanted.items()))
        found = [self.drawings.get(name) for name in names]
        return [drawing for drawing in found if drawing is not None]

    def _work(self, wanted: Iterable[tuple[str, dict[str, Any]]]) -> None:
        waiting = deque(wanted)
        if not waiting:
            return
        with self._lock:
            self.warm(2 if len(waiting) >= _HELPER_IS_WORTH_IT else 1)
            failures: list[CannotDraw] = []
            threads = [
                threading.Thread(target=self._empty, args=(helper, waiting, failures)) for helper in self.helpers
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            if failures:
                # A helper that died is let go, so that the next chart gets a new one.
                self.helpers = [helper for helper in self.helpers if helper.alive()]
                raise failures[0]

    def _empty(self, helper: "_Helper", waiting: deque[tuple[str, dict[str, Any]]], failures: list[CannotDraw]) -> None:
        """Take work from the queue until it is empty."""
        while not failures:
            try:
                name, order = waiting.popleft()
            except IndexError:
                return
            try:
                drawing = helper.draw(order)
            except CannotDraw as refused:
                failures.append(refused)
                return
            if "spec" in order:
                patterns = order["spec"].get("usermeta", {}).get("patterns", {})
                drawing = quiet(patterned(drawing.decode(), patterns, prefix=f"p{name[:8]}")).encode()
            self.drawings.put(name, drawing)


def quiet(svg: str) -> str:
    """The drawing without the engine's own roles: it is one picture, named and told in words by whoever shows it."""
    return re.sub(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-label="[^"]*")', "", svg)


class _Helper:
    """One warm process with the engine in it. It ends when our end of its pipe closes, however we end."""

    def __init__(self) -> None:
        ours = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [ours, os.environ.get("PYTHONPATH", "")]))
        self._process = subprocess.Popen(  # noqa: S603 our own module, no shell, nothing typed
            [sys.executable, "-m", "safehold.charts.worker", str(font_folder()), str(PNG_SCALE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    def draw(self, order: dict[str, Any]) -> bytes:
        """What the order asks for: SVG from ``spec``, or PNG from ``svg``."""
        to, out = _pipe(self._process.stdin), _pipe(self._process.stdout)
        try:
            message = json.dumps(order, default=str).encode()
            to.write(b"%d\n" % len(message) + message)
            to.flush()
            outcome, _, size = out.readline().partition(b" ")
            answer = out.read(int(size))
        except (OSError, ValueError) as broken:
            raise CannotDraw("The drawing engine stopped before the chart was finished. Try again.") from broken
        if outcome != b"drawn":
            raise CannotDraw(answer.decode())
        return answer

    def alive(self) -> bool:
        """True while the process runs. One that has ended is closed."""
        if self._process.poll() is None:
            return True
        self.close()
        return False

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close both pipes and wait for the process to end."""
        with suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()
        self._process.wait()
        _pipe(self._process.stdout).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise CannotDraw("The drawing engine could not be started.")
    return pipe
