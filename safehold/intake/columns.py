"""What a column of a partner's file may hold. A column turns the text of a cell into a value, or says what is
wrong with it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

REMEMBERED = 50_000
EXCEL_ERRORS = frozenset(
    ("#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FORMULA!")
)
# What no cell should hold: control characters, and those that turn the direction of text.
UNREADABLE_LETTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Wrong(Exception):  # noqa: N818 - a refusal, not an error
    """The cell cannot be accepted; its text is a sentence for the sender that never repeats the cell."""


def all_of(words: Iterable[str], *, most: int = 12) -> str:
    """``a, b or c``, cut where a list is too long to read."""
    words = list(words)
    if len(words) > most:
        return f"{', '.join(words[:most])} or one of {len(words) - most} more"
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def folded(text: str) -> str:
    """Text with case and spacing forgiven."""
    return " ".join(text.split()).casefold()


class _Remembered(dict[str, Any]):
    """Answers of ``read`` kept, because a column of dates or codes repeats itself. Bounded; what is wrong is not
    kept.
    """

    def __init__(self, read: Callable[[str], Any]) -> None:
        self.read = read

    def __missing__(self, text: str) -> Any:
        value = self.read(text)
        if len(self) < REMEMBERED:
            self[text] = value
        return value


class Column:
    """One column: its heading, and what it may hold.

    Case, spaces and punctuation of headings are forgiven, and ``also`` names other headings it may have. A
    column is ``required`` unless it has a ``default`` or says otherwise: the heading must be there and no
    cell may be empty. ``one_of`` lists the only values accepted. What is sent in a ``personal`` column is
    never repeated in a problem report. ``explains`` says on the page about the file what it holds, where that is more than
    what is checked.
    """

    wants = "filled in"
    name = ""

    def __init__(
        self,
        heading: str,
        *,
        also: Collection[str] = (),
        required: bool | None = None,
        default: Any = None,
        one_of: Collection[Any] = (),
        personal: bool = False,
        explains: str = "",
    ) -> None:
        self.heading = heading
        self.explains = explains
        self.also = (also,) if isinstance(also, str) else tuple(also)
        self.required = default is None if required is None else required
        self.default = default
        self.one_of = tuple(one_of)
        self.personal = personal

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def convert(self, text: str) -> Any:
        """The value of a cell that is not empty. Raises ``Wrong``."""
        raise NotImplementedError

    def blank(self) -> Any:
        """The value of an empty cell. Raises ``Wrong``."""
        if self.required:
            raise Wrong(f"Enter ‘{self.heading}’")
        return self.default

    def read(self, text: str) -> Any:
        """The value of a cell. Raises ``Wrong``."""
        text = text.strip()
        if not text:
            return self.blank()
        if text[0] == "#" and text in EXCEL_ERRORS:
            raise Wrong(f"{self.heading} holds a formula that has no result: put it right, or type the value")
        value = self.convert(text)
        if self.one_of and value not in self.one_of:
            raise Wrong(f"{self.heading} must be {all_of(map(str, self.one_of))}")
        return value

    def reader(self) -> Callable[[str], Any]:
        """``read``, as fast as it can be for a whole column."""
        return _Remembered(self.read).__getitem__

    def wrong(self) -> Wrong:
        """Says what the column wants."""
        return Wrong(f"{self.heading} must be {self.wants}")

    def explained(self) -> str:
        """What the column wants, at as much length as the page that explains the file has room for."""
        return self.explains or self.wants


class Text(Column):
    """Words, as they were typed, without the spaces at their ends; at most ``max_length`` characters (1,000)."""

    def __init__(self, heading: str, *, max_length: int = 1_000, **options: Any) -> None:
        super().__init__(heading, **options)
        self.max_length = max_length
        self.wants = f"{max_length:,} characters or fewer"

    def convert(self, text: str) -> str:
        if len(text) > self.max_length:
            raise self.wrong()
        if not text.isprintable() and UNREADABLE_LETTERS.search(text):
            raise Wrong(f"{self.heading} holds a character that cannot be read: type it again")
        if "\ufffd" in text:
            raise Wrong(f"{self.heading} holds a letter that was lost when the file was saved: type it again")
        return text

    def reader(self) -> Callable[[str], Any]:
        """Words seldom repeat and would fill the memory, so none is remembered; what is plainly good passes at once."""
        read, most = self.read, self.max_length
        if self.one_of or type(self) is not Text:
            return read

        def quick(text: str) -> Any:
            plain = text.isascii() and text.isprintable() and len(text) <= most and text.strip() is text
            return text if plain and text and text[0] != "#" else read(text)

        return quick


class Code(Text):
    """An identifier, such as a reference: letters, digits and ``/ . _ -`` only, or whatever ``pattern`` says.
    ``like`` is an example.
    """

    def __init__(
        self,
        heading: str,
        *,
        pattern: str = r"[A-Za-z0-9][A-Za-z0-9/._-]*",
        like: str = "",
        max_length: int = 40,
        **options: Any,
    ) -> None:
        super().__init__(heading, max_length=max_length, **options)
        self.pattern = re.compile(pattern)
        self.shape = f"a code like {like}" if like else "a code of letters and digits, without spaces"

    def convert(self, text: str) -> str:
        text = super().convert(text)
        if not self.pattern.fullmatch(text):
            raise Wrong(f"{self.heading} must be {self.shape}")
        return text


class Choice(Column):
    """One of a closed list of codes. ``codes`` is the list, or a mapping from each code to the other words
    accepted for it.

    Gives the code; case and spacing are forgiven.
    """

    def __init__(self, heading: str, codes: Iterable[str] | Mapping[str, Collection[str]], **options: Any) -> None:
        super().__init__(heading, **options)
        words = codes if isinstance(codes, Mapping) else dict.fromkeys(codes, ())
        self.codes = tuple(words)
        self.wants = all_of(map(str, self.codes))
        self.meanings: dict[str, str] = {}
        for code, synonyms in words.items():
            for word in (code, *((synonyms,) if isinstance(synonyms, str) else synonyms)):
                if self.meanings.setdefault(folded(str(word)), code) != code:
                    raise ValueError(f"{heading}: ‘{word}’ means two codes")

    def explained(self) -> str:
        return all_of(map(str, self.codes), most=len(self.codes))

    def convert(self, text: str) -> str:
        try:
            return self.meanings[folded(text)]
        except KeyError:
            raise self.wrong() from None


class YesNo(Column):
    """Yes or no, as ``True`` or ``False``. ``Y``, ``N``, ``TRUE``, ``FALSE``, ``1`` and ``0`` are understood."""

    wants = "Yes or No"
    meanings = dict.fromkeys(("yes", "y", "true", "1"), True) | dict.fromkeys(("no", "n", "false", "0"), False)

    def convert(self, text: str) -> bool:
        try:
            return self.meanings[text.casefold()]
        except KeyError:
            raise self.wrong() from None
