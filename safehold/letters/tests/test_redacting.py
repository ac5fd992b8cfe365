"""Copies with passages removed: the words are gone from the bytes, a mark says why, and a second person looked."""

import io
import re
import zlib
from typing import Any

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from docx import Document as Word

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.letters import actions, policy, queries, redaction
from safehold.letters.models import Finishing, Reason, RedactedCopy, Removal
from safehold.letters.redaction import Gone
from safehold.letters.tests.documents import changed, saved, text_of, whole, word
from safehold.letters.tests.factories import TOLD, copy, document, manager, redactor
from safehold.records.actions.documents import withdraw_document
from safehold.records.lifecycle import Changed
from safehold.records.models import Document
from safehold.records.tests.promises import sees, sees_as_its_entry_does

pytestmark = pytest.mark.django_db


def again(made: RedactedCopy) -> RedactedCopy:
    return RedactedCopy.objects.select_related("entry", "document", "proof__docx", "pdf", "docx").get(pk=made.pk)


def everything_in(pdf: bytes) -> str:
    """Whatever a PDF holds, as a tool that looks for hidden words would find it: the raw bytes, every stream unpacked, the
    words of its pages by way of its fonts' own tables, its outline, its properties and its metadata."""
    found = [pdf.decode("latin-1")]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        unpacker = zlib.decompressobj()
        try:
            found.append(unpacker.decompress(match[1]).decode("latin-1"))
        except zlib.error:
            continue
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found.append(str(dict(opened.docinfo)))
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes().decode("latin-1"))
            else:
                found.append(str(each))
        found += [words_on(page) for page in opened.pages]
    return "\n".join(found)


def words_on(page: Any) -> str:
    """The words that stand on a page: each letter looked up in the table that its font carries for copying (9.10.3)."""
    tables = {name: letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    said, table = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            for each in operands[0] if str(operator) == "TJ" else operands:
                if isinstance(each, pikepdf.String):
                    raw = bytes(each)
                    said += "".join(table.get(raw[n : n + 2], "?") for n in range(0, len(raw), 2))
    return said


def letters_of(font: Any) -> dict[bytes, str]:
    said = font.ToUnicode.read_bytes().decode()
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[(int(first, 16) + step).to_bytes(2, "big")] = chr(int(letters, 16) + step)
    return found


GONE = (("Ada Brook", Reason.PERSONAL), ("Sam", Reason.THIRD_PARTY), ("Brook", Reason.THIRD_PARTY))


def finished(by, *, remove=GONE, of=None) -> RedactedCopy:
    made = copy(by, of)
    for words, reason in remove:
        actions.remove(made, by=by, words=words, reason=reason)
    actions.finish(made, by=by)
    return again(made)


# --- the words are gone ---


def test_what_was_removed_is_nowhere_in_the_files():
    by = redactor()
    of = document(by)
    made = finished(by, of=of)

    pdf, docx = everything_in(bytes(made.pdf.content)), whole(bytes(made.docx.content)).decode("latin-1")
    for gone in ("Ada", "Brook", "Sam"):
        assert gone not in pdf
        assert gone not in docx
    # the control: what stays is found by the same look, and what was removed would be in a file that had it
    assert "the school on 3 March" in words_on_all(made)
    assert "the school on 3 March" in text_of(bytes(made.docx.content))
    assert "Ada Brook" in whole(bytes(open_original(of))).decode("latin-1")


def open_original(of: Document) -> bytes:
    from safehold.records import files

    return files.read(of.sha256)


def words_on_all(made: RedactedCopy) -> str:
    with pikepdf.open(io.BytesIO(bytes(made.pdf.content))) as opened:
        return "".join(words_on(page) for page in opened.pages)


def test_the_look_for_hidden_words_finds_them_where_nothing_was_removed():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Kendal", reason=Reason.SAFETY)
    actions.finish(made, by=by)

    pdf = everything_in(bytes(again(made).pdf.content))
    assert "Ada Brook" in pdf
    assert "Kendal" not in pdf


def test_a_visible_mark_says_why_and_is_the_same_length_whatever_it_replaces():
    by = redactor()
    made = finished(by)

    said = text_of(bytes(made.docx.content))
    assert said.count("[Removed: personal data]") == 2
    assert "[Removed: information about somebody else]" in said
    assert "[Removed: personal data]" in words_on_all(made)
    short, long = (redaction.pieces(words, [Gone(0, 0, len(words), "personal data")]) for words in ("Al", "x" * 400))
    assert short == long


def test_nothing_of_the_original_file_is_carried_over():
    by = redactor()
    original = Word()
    original.core_properties.author = "Ada Brook"
    original.core_properties.comments = "Ada Brook"
    original.add_paragraph("The duty desk was rung.")
    original.sections[0].header.paragraphs[0].text = "Ada Brook"
    earlier = '<w:del w:id="1" w:author="x"><w:r><w:delText>Ada Brook</w:delText></w:r></w:del><w:r>'
    content = changed(saved(original), "word/document.xml", "<w:r>", earlier)
    made = copy(by, document(by, content=content))
    actions.remove(made, by=by, words="duty desk", reason=Reason.SAFETY)
    actions.finish(made, by=by)
    made = again(made)

    assert "Ada Brook" in whole(content).decode("latin-1")
    assert "Ada Brook" not in whole(bytes(made.docx.content)).decode("latin-1")
    assert "Ada Brook" not in everything_in(bytes(made.pdf.content))


def test_what_was_removed_is_not_in_the_rows_of_the_copy_either():
    by = redactor()
    made = finished(by)

    rows = [RedactedCopy.objects.filter(pk=made.pk).values().get(), *Removal.objects.values()]
    assert "Ada" not in str(rows)
    assert "Brook" not in str(rows)


def test_a_table_keeps_its_cells():
    by = redactor()
    content = word("Calls", table=[("Day", "Who rang"), ("3 March", "Ada Brook")])
    made = copy(by, document(by, content=content))
    actions.remove(made, by=by, words="Ada Brook", reason=Reason.PERSONAL)
    actions.finish(made, by=by)

    table = Word(io.BytesIO(bytes(again(made).docx.content))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Day", "Who rang"],
        ["3 March", "[Removed: personal data]"],
    ]


# --- removing ---


def test_words_are_removed_wherever_they_stand_and_never_inside_a_longer_word():
    by = redactor()
    made = copy(by, document(by, "Ann said so.", "Annual report. ANN\nagreed.", "The annexe"))

    removed = actions.remove(made, by=by, words="ann", reason=Reason.PERSONAL)

    assert [(each.paragraph, each.begins, each.ends) for each in removed] == [(0, 0, 3), (1, 15, 18)]


def test_a_whole_paragraph_can_be_removed_and_put_back():
    by = redactor()
    made = copy(by)
    removal = actions.remove(made, by=by, paragraph=2, reason=Reason.PRIVILEGED)[0]
    assert (removal.begins, removal.ends) == (0, len(TOLD[1]))

    actions.put_back(made, by=by, removal=removal)

    assert queries.removals_of(made) == []
    assert Removal.objects.get().put_back_by == by.user


@pytest.mark.parametrize(
    ("asked_for", "why"),
    [
        ({"words": "Zed"}, "do not stand in what is copied"),
        ({"words": "Ada", "paragraph": 2}, "do not stand in paragraph 2"),
        ({"paragraph": 9}, "There is no paragraph 9. The last is 3"),
        ({}, "Enter the words, or the number of a paragraph"),
        ({"words": "Ada", "reason": "because"}, "Select why this is removed"),
    ],
)
def test_a_passage_that_is_not_there_is_refused_in_a_sentence(asked_for, why):
    by = redactor()
    made = copy(by)

    with pytest.raises(Refused, match=why):
        actions.remove(made, by=by, **({"reason": Reason.PERSONAL} | asked_for))


def test_what_is_removed_is_not_removed_twice():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Ada Brook", reason=Reason.PERSONAL)

    with pytest.raises(Refused, match="This is removed already"):
        actions.remove(made, by=by, words="Ada", reason=Reason.HEALTH)


def test_words_removed_in_one_place_that_stand_in_another_stop_it_until_somebody_says_that_they_may():
    by = redactor()
    made = copy(by)
    actions.remove(made, by=by, words="Ada Brook", paragraph=1, reason=Reason.PERSONAL)

    with pytest.raises(Refused, match="stand elsewhere still, in paragraph 3"):
        actions.finish(made, by=by)
    actions.finish(made, by=by, may_stand=True)
    assert again(made).status == "finished"


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("What ADA  BROOK told the school", False),
        ("What Sam said", False),
        ("What Samuel said", True),
        ("Statement for the family", True),
    ],
)
def test_what_was_removed_does_not_stand_in_what_the_copy_is_called(title, fits):
    by = redactor()
    made = copy(by, title=title)
    for words, reason in GONE:
        actions.remove(made, by=by, words=words, reason=reason)

    if fits:
        assert actions.finish(made, by=by).status == "finished"
        return
    with pytest.raises(Refused, match="What the copy is called holds words that were removed from it"):
        actions.finish(made, by=by, may_stand=True)
    assert again(made).status == "draft"


def test_a_copy_from_which_nothing_is_removed_is_none():
    by = redactor()

    with pytest.raises(Refused, match="Nothing is removed yet"):
        actions.finish(copy(by), by=by)


@pytest.mark.parametrize("name", ["scan.pdf", "list.csv"])
def test_what_cannot_be_read_word_by_word_is_refused_in_a_sentence(name):
    by = redactor()
    content = b"%PDF-1.7\n" if name.endswith("pdf") else b"a,b\n1,2\n"

    with pytest.raises(Refused, match="Passages can be removed from Word documents and plain text"):
        copy(by, document(by, name=name, content=content))


def test_a_passage_put_back_meanwhile_stops_whoever_finishes_the_copy_as_they_saw_it():
    by, other = redactor(), manager()
    made = copy(by)
    for words, reason in GONE:
        removal = actions.remove(made, by=by, words=words, reason=reason)[0]
    shown, theirs = again(made), again(made)
    actions.put_back(theirs, by=other, removal=removal)

    with pytest.raises(Changed):
        actions.finish(shown, by=by, may_stand=True)
    assert again(made).status == "draft"


def test_a_passage_is_not_put_back_into_what_was_finished_meanwhile():
    by, other = redactor(), manager()
    made = copy(by)
    for words, reason in GONE:
        removal = actions.remove(made, by=by, words=words, reason=reason)[0]
    shown = again(made)
    actions.finish(again(made), by=by)

    with pytest.raises(Changed):
        actions.put_back(shown, by=other, removal=removal)
    assert not Removal.objects.exclude(put_back_on=None).exists()


# --- a document that was withdrawn ---


def test_no_copy_of_a_document_that_was_withdrawn_is_prepared_read_beside_it_or_released():
    by, second = redactor(), manager()
    of = document(by)
    draft = copy(by, of)
    removal = actions.remove(draft, by=by, words="Kendal", reason=Reason.SAFETY)[0]
    waiting = finished(by, of=of)
    let_in(second, waiting.about.circle)
    actions.look_at_copy(waiting, by=second, kind="pdf")
    assert policy.read_original(by, again(draft))
    assert policy.release(second, again(waiting))

    withdraw_document(of, by=by, why="It is about somebody else")

    for attempt in (
        lambda: actions.remove(again(draft), by=by, words="Sam", reason=Reason.PERSONAL),
        lambda: actions.put_back(again(draft), by=by, removal=removal),
        lambda: actions.finish(again(draft), by=by, may_stand=True),
        lambda: actions.release(again(waiting), by=second),
    ):
        with pytest.raises(Refused, match="The document that this is a copy of was withdrawn"):
            attempt()
    for each in (draft, waiting):
        assert not policy.read_original(by, again(each))
    assert actions.withdraw_copy(again(waiting), by=by, why="Its original was withdrawn").status == "withdrawn"


# --- the second person ---


def test_a_second_person_reads_it_before_it_is_released():
    by, second = redactor(), manager()
    made = finished(by)
    told = {"entry": made.about, "circle": made.about.circle}
    let_in(second, told["circle"])

    with pytest.raises(Refused, match="Somebody else must check this copy, because you prepared it"):
        actions.release(made, by=by)
    with pytest.raises(Refused, match="nobody releases what they have not read"):
        actions.release(made, by=second)
    actions.look_at_copy(made, by=by, kind="pdf")  # whoever prepared it is no second person
    assert again(made).looked_by is None
    actions.look_at_copy(again(made), by=second, kind="pdf")
    released = actions.release(again(made), by=second)

    assert (released.released_by, released.status) == (second.user, "released")


def let_in(who, circle):
    from safehold.access.tests.factories import join

    join(circle, who)


def released(*, to_all: bool) -> RedactedCopy:
    by, second = redactor(), manager()
    made = finished(by)
    let_in(second, made.about.circle)
    actions.look_at_copy(made, by=second, kind="docx")
    actions.release(again(made), by=second, to_all=to_all)
    return again(made)


def test_what_was_sent_back_is_prepared_and_read_again():
    by, second = redactor(), manager()
    made = finished(by)
    let_in(second, made.about.circle)
    actions.look_at_copy(made, by=second, kind="pdf")

    actions.send_back(again(made), by=second, why="Kendal should go too")
    made = again(made)
    assert (made.status, made.pdf, made.looked_by) == ("draft", None, None)
    actions.remove(made, by=by, words="Kendal", reason=Reason.SAFETY)
    actions.finish(made, by=by)
    with pytest.raises(Refused, match="nobody releases what they have not read"):
        actions.release(again(made), by=second)


@pytest.mark.parametrize("hand", ["put a passage back", "finished what was sent back"])
def test_whoever_had_a_hand_in_any_version_of_a_copy_is_no_second_person(hand):
    by, other, third = redactor(), manager(), actor(Role.BUSINESS_SUPPORT, agency="office")
    made = copy(by)
    for each in (other, third):
        let_in(each, made.about.circle)
    for words, reason in GONE:
        actions.remove(made, by=by, words=words, reason=reason)
    if hand == "put a passage back":
        extra = actions.remove(made, by=by, words="Kendal", reason=Reason.SAFETY)[0]
        actions.put_back(made, by=other, removal=extra)
    else:
        actions.finish(made, by=other)
        actions.send_back(again(made), by=third, why="Kendal should go too")
        made = again(made)
    actions.finish(made, by=by)

    actions.look_at_copy(again(made), by=other, kind="pdf")
    with pytest.raises(Refused, match="Somebody else must check this copy, because you prepared it"):
        actions.release(again(made), by=other)
    actions.look_at_copy(again(made), by=third, kind="pdf")  # whoever only sent it back had no hand in it
    assert actions.release(again(made), by=third).released_by == third.user


def test_the_database_refuses_to_forget_who_finished_a_copy():
    finished(redactor())

    for alter in (lambda: Finishing.objects.update(id=99), lambda: Finishing.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            alter()


def test_until_it_is_released_it_is_seen_by_those_alone_who_see_the_original():
    by, chair = redactor(), actor(Role.INDEPENDENT_CHAIR, agency="office")
    made = finished(by)

    assert sees(by, made)
    assert not sees(chair, made)  # they see every group's records, and not the case that this came from
    assert not queries.copies_visible_to(chair).exists()


@pytest.mark.parametrize(("to_all", "everybody"), [(False, False), (True, True)])
def test_once_released_it_is_seen_by_those_it_was_released_to_and_the_original_by_nobody_more(to_all, everybody):
    made = released(to_all=to_all)
    officer, chair = actor(Role.AGENCY_LEAD, agency="police"), actor(Role.INDEPENDENT_CHAIR, agency="office")

    assert sees(chair, made)
    assert sees(officer, made) is everybody
    for each in (officer, chair):
        assert not queries.documents_visible_to(each).exists()
        assert not made.about.__class__.objects.visible_to(each).filter(pk=made.about.pk).exists()


def test_a_copy_that_was_withdrawn_is_opened_by_nobody_and_seen_again_only_with_its_original():
    made = released(to_all=True)
    officer = actor(Role.AGENCY_LEAD, agency="police")
    by = actor(Role.BUSINESS_SUPPORT, agency="office")

    actions.withdraw_copy(made, by=by, why="A name was left in")

    assert not sees(officer, again(made))
    with pytest.raises(Refused, match="This copy was withdrawn"):
        actions.look_at_copy(again(made), by=by, kind="pdf")


@pytest.mark.parametrize("role", Role)
def test_copies_are_seen_as_their_entries_are(role):
    by = redactor()
    copy(by, document(by, title="Another case"))
    released(to_all=False)

    sees_as_its_entry_does(queries.copies_visible_to, [actor(role, agency="office"), actor(role, agency="police")])
