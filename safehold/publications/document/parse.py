"""From somebody's words in Markdown to blocks, with every problem found at once.

Markdown is CommonMark without raw HTML, pictures, code and rules; tables come by name. Headings begin with ``##``,
since a section has its own title. References are ours (``references``) and nothing is ever evaluated.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from safehold.publications.document.anchors import Anchors
from safehold.publications.document.blocks import (
    Block,
    BlockRef,
    Document,
    Emphasis,
    FigureRef,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Meta,
    Note,
    Paragraph,
    Place,
    Quote,
    Section,
    Strong,
    Text,
    plain_text,
)
from safehold.publications.document.problems import Problem, error, warning
from safehold.publications.document.references import CALLED, CLOSING, OPENING, parse_reference
from safehold.publications.document.typed import typed_numbers

_ALLOWED_LINKS = ("https://", "http://", "mailto:", "tel:", "#")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")
_NOT_PROSE = re.compile(r"\{\{.{0,400}?\}\}|\]\([^)]{0,2000}\)|<(?:https?|mailto):[^<>\s]{0,2000}>", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]{0,500}\]\(")
_DEEPEST = 4
NOT_INSIDE = "A {} cannot stand inside a sentence. Put it on a line of its own."
MOST_TYPED = 50
"""So many typed numbers of one paragraph are warned of: who typed more has understood by then."""

LONGEST = 200_000
"""So many characters of one section are read: a whole annual report has about as many."""


@dataclass(frozen=True)
class Parsed:
    """The blocks of one piece of writing, and what is wrong with it, in order of place."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Words:
    """One section as it is written: its title, its Markdown, and its address where that is not made from the title."""

    title: str
    markdown: str
    anchor: str = ""


def parse(markdown: str, *, anchors: Anchors | None = None) -> Parsed:
    """The blocks of one section. ``anchors`` keeps the addresses of headings apart from those of other sections."""
    if len(markdown) > LONGEST:
        message = f"This section has {len(markdown):,} characters. Divide it: {LONGEST:,} is the most that can be read at once."
        return Parsed((), (error(Place(), message),))
    reading = _Reading(markdown, anchors or Anchors())
    blocks = reading.blocks()
    return Parsed(blocks, tuple(sorted(reading.problems)))


def parse_document(meta: Meta, sections: Iterable[Words]) -> tuple[Document, tuple[Problem, ...]]:
    """A whole document, not yet resolved, and every problem in any of its sections, each with its section's title."""
    anchors, parsed, problems = Anchors(), [], []
    sections = list(sections)
    titled = [(words, anchors.new(words.anchor or words.title)) for words in sections]
    for words, anchor in titled:
        found = parse(words.markdown, anchors=anchors)
        parsed.append(Section(words.title, anchor, found.blocks))
        problems += [replace(problem, section=words.title) for problem in found.problems]
    return Document(meta=meta, sections=tuple(parsed)), tuple(problems)


def _reference(state: StateInline, silent: bool) -> bool:
    """The inline rule for ``{{ ... }}``: one token with what stands between the braces and where."""
    if not state.src.startswith(OPENING, state.pos):
        return False
    end = state.src.find(CLOSING, state.pos)
    inside_end = end if end >= 0 else len(state.src)
    if not silent:
        token = state.push("reference", "", 0)
        token.content = state.src[state.pos + len(OPENING) : inside_end]
        token.meta = {"offset": state.pos, "closed": end >= 0}
    state.pos = min(inside_end + len(CLOSING), len(state.src))
    return True


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False})
    reader.disable(["html_block", "html_inline", "lheading", "image", "code"])
    reader.inline.ruler.before("escape", "reference", _reference)
    return reader


_READER = _markdown()


class _Reading:
    """One walk over the tokens of one piece of writing."""

    def __init__(self, markdown: str, anchors: Anchors) -> None:
        self.lines = markdown.splitlines() or [""]
        self.tokens = _READER.parse(markdown)
        self.anchors = anchors
        self.problems: list[Problem] = []
        self.depth = 1

    def blocks(self) -> tuple[Block, ...]:
        blocks, _ = self._until(0, None)
        return blocks

    def _until(self, position: int, closing: str | None) -> tuple[tuple[Block, ...], int]:
        """The blocks from here to the closing token, and the place after it."""
        blocks: list[Block] = []
        while position < len(self.tokens):
            token = self.tokens[position]
            position += 1
            if token.type == closing:
                break
            if token.type == "paragraph_open":
                blocks += self._paragraph(self.tokens[position])
                position += 2
            elif token.type == "heading_open":
                blocks += self._heading(token, self.tokens[position])
                position += 2
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                listed, position = self._list(position, token)
                blocks.append(listed)
            elif token.type == "blockquote_open":
                inside, position = self._until(position, "blockquote_close")
                blocks.append(_quote_or_note(inside))
            else:
                self._unwelcome(token)
        return tuple(blocks), position

    def _list(self, position: int, opening: Token) -> tuple[ListBlock, int]:
        items = []
        closing = opening.type.replace("open", "close")
        while self.tokens[position].type != closing:
            item, position = self._until(position + 1, "list_item_close")
            items.append(item)
        return ListBlock(tuple(items), numbered=opening.type.startswith("ordered")), position + 1

    def _paragraph(self, inline: Token) -> list[Block]:
        if inline.content.startswith("|") and "\n|" in inline.content:
            message = "Tables are not typed. Insert one by name, like {{ table kpi }}."
            self.problems.append(error(self._place(inline, 0), message))
        self._check_prose(inline)
        children = self._inlines(inline.children or [], inline)
        standing_alone = [child for child in children if not (isinstance(child, Text) and not child.text.strip())]
        references = [child for child in standing_alone if isinstance(child, BlockRef)]
        if references and len(references) == len(standing_alone):
            return list(references)
        for reference in references:
            message = NOT_INSIDE.format(CALLED.get(reference.kind, reference.kind))
            self.problems.append(error(reference.at, message))
        words = tuple(child for child in children if not isinstance(child, BlockRef))
        return [Paragraph(_trimmed(words))] if words else []

    def _heading(self, opening: Token, inline: Token) -> list[Block]:
        depth, at = int(opening.tag[1]), self._place(inline, 0)
        children = self._inlines(inline.children or [], inline)
        text = plain_text(tuple(child for child in children if not isinstance(child, BlockRef))).strip()
        if any(isinstance(child, FigureRef | BlockRef) for child in children):
            self.problems.append(error(at, "A heading cannot hold a reference. Say it in the words below the heading."))
        if not text:
            self.problems.append(error(at, "Write the words of this heading, or take out the #."))
            return []
        if depth == 1:
            self.problems.append(error(at, "Begin headings with ##: the section has its own title."))
            depth = 2
        elif depth > min(self.depth + 1, _DEEPEST):
            hashes = "#" * min(self.depth + 1, _DEEPEST)
            self.problems.append(error(at, f"This heading goes too deep at once. Begin it with {hashes}."))
        self.depth = depth
        return [Heading(depth, text, self.anchors.new(text))]

    def _unwelcome(self, token: Token) -> None:
        at = Place((token.map or [0])[0] + 1, 1)
        if token.type == "fence":
            self.problems.append(error(at, "A block of code has no place in a report. Take out the ``` lines."))
        elif token.type == "hr":
            self.problems.append(error(at, "Ruled lines are not used. Take it out, or use a heading."))

    def _inlines(self, tokens: Sequence[Token], inline: Token) -> list[Inline | BlockRef]:
        """Runs of words. Kept flat on a stack, since emphasis and links nest."""
        stack: list[list[Inline | BlockRef]] = [[]]
        openings: list[Token] = []
        for token in tokens:
            if token.type in {"strong_open", "em_open", "link_open"}:
                stack.append([])
                openings.append(token)
            elif token.type in {"strong_close", "em_close", "link_close"}:
                inside = stack.pop()
                stack[-1].append(self._wrapped(openings.pop(), inside, inline))
            elif token.type == "reference":
                if (reference := self._reference(token, inline)) is not None:
                    stack[-1].append(reference)
            elif token.type == "hardbreak":
                stack[-1].append(LineBreak())
            elif token.type == "softbreak":
                stack[-1].append(Text(" "))
            elif token.content:
                stack[-1].append(Text(token.content))
        return _joined(stack[0])

    def _wrapped(self, opening: Token, inside: list[Inline | BlockRef], inline: Token) -> Inline:
        for reference in inside:
            if isinstance(reference, BlockRef):
                message = NOT_INSIDE.format(CALLED.get(reference.kind, reference.kind))
                self.problems.append(error(reference.at, message))
        children = tuple(child for child in _joined(inside) if not isinstance(child, BlockRef))
        if opening.type == "strong_open":
            return Strong(children)
        if opening.type == "em_open":
            return Emphasis(children)
        href, at = str(opening.attrs.get("href", "")), self._place(inline, 0)
        if not href.startswith(_ALLOWED_LINKS):
            message = f"The link to ‘{href}’ must begin with https://, mailto:, tel: or #."
            self.problems.append(error(at, message))
        if any(isinstance(child, FigureRef) for child in children):
            message = "A figure cannot stand inside a link: it is a link itself, to how it was made."
            self.problems.append(error(at, message))
            children = tuple(child for child in children if not isinstance(child, FigureRef))
        return Link(children, href, at)

    def _reference(self, token: Token, inline: Token) -> FigureRef | BlockRef | None:
        at = self._place(inline, token.meta["offset"])
        if not token.meta["closed"]:
            self.problems.append(error(at, "Close this reference with }}."))
            return None
        reference, problems = parse_reference(token.content, at)
        self.problems += problems
        return reference

    def _check_prose(self, inline: Token) -> None:
        prose = _NOT_PROSE.sub(lambda found: " " * len(found[0]), inline.content)
        for offset, typed in typed_numbers(prose)[:MOST_TYPED]:
            message = f"‘{typed}’ is typed. If it is a figure, insert it with {{{{ figure … }}}}."
            self.problems.append(warning(self._place(inline, offset), message))
        if found := _PICTURE.search(inline.content):
            message = "Pictures are not typed. Insert a chart or a diagram by name, like {{ chart referrals }}."
            self.problems.append(error(self._place(inline, found.start()), message))
        elif any(token.type == "text" and "](" in token.content for token in inline.children or []):
            message = "This link cannot be used: its address must begin with https://, mailto:, tel: or #."
            self.problems.append(error(self._place(inline, max(inline.content.find("["), 0)), message))
        if found := _HTML.search(prose):
            message = f"‘{found[0][:20]}’ would be printed as it is: HTML is not used here."
            self.problems.append(error(self._place(inline, found.start()), message))

    def _place(self, inline: Token, offset: int) -> Place:
        """Line and column in what was typed: a paragraph's content has lost the indents and marks before its lines."""
        before = inline.content[:offset]
        line = (inline.map or [0])[0] + before.count("\n")
        within = offset - (before.rfind("\n") + 1)
        content_line = inline.content.split("\n")[before.count("\n")]
        raw = self.lines[line] if line < len(self.lines) else ""
        return Place(line + 1, max(raw.find(content_line), 0) + within + 1)


def _quote_or_note(inside: tuple[Block, ...]) -> Block:
    """A block quotation that begins with "Note:" is a note."""
    first = inside[0] if inside else None
    if (
        isinstance(first, Paragraph)
        and isinstance(first.children[0], Text)
        and first.children[0].text.startswith("Note:")
    ):
        words = Text(first.children[0].text.removeprefix("Note:").lstrip())
        return Note((Paragraph((words, *first.children[1:])), *inside[1:]))
    return Quote(inside)


def _joined(children: list[Inline | BlockRef]) -> list[Inline | BlockRef]:
    """Neighbouring pieces of text as one."""
    joined: list[Inline | BlockRef] = []
    for child in children:
        if isinstance(child, Text) and joined and isinstance(last := joined[-1], Text):
            joined[-1] = Text(last.text + child.text)
        else:
            joined.append(child)
    return joined


def _trimmed(children: Inlines) -> Inlines:
    first, last = children[0], children[-1]
    if isinstance(first, Text):
        children = (Text(first.text.lstrip()), *children[1:])
    if isinstance(last, Text):
        children = (*children[:-1], Text(children[-1].text.rstrip() if isinstance(children[-1], Text) else last.text))
    return children
