"""What an agency was asked, what it drafts, what it returned, and what it said last time."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from safehold.access import links
from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.asks.models import Ask, Call, DraftAnswer, GuestLink, Happening, Kind, Question, Reply, Wording
from safehold.records.models import Document


def questions_of(call: Call) -> list[Question]:
    return list(call.questions.all())


def tasks_of(ask: Ask) -> list[Question]:
    """The questions of an ask, each with ``answered``: whether its draft holds an answer, or why there is none."""
    said = DraftAnswer.objects.filter(ask=ask, question=OuterRef("pk")).exclude(words="", why_not="")
    return list(Question.objects.filter(call=ask.call_id).annotate(answered=Exists(said)).order_by("number"))


def answers_of(ask: Ask) -> dict[int, DraftAnswer]:
    """The draft answers of an ask, by the number of the question."""
    rows = DraftAnswer.objects.filter(ask=ask).select_related("question", "changed_by")
    return {each.question.number: each for each in rows}


def answer_at(ask: Ask, number: int) -> DraftAnswer | None:
    """The draft answer to one question; one that is not saved yet where nobody has answered; none without a question."""
    question = Question.objects.filter(call=ask.call_id, number=number).first()
    if question is None:
        return None
    found = DraftAnswer.objects.filter(ask=ask, question=question).select_related("changed_by").first()
    answer = found or DraftAnswer(ask=ask, question=question, version=0)
    answer.ask, answer.question = ask, question
    return answer


def wordings_of(answer: DraftAnswer) -> list[Wording]:
    return list(answer.wordings.select_related("made_by", "guest_link")) if answer.pk else []


def hold(ask: Ask) -> None:
    """Read anew how far an ask is, and let nobody change that until the act is over: what is saved and returning it exclude
    each other."""
    held = Ask.objects.select_for_update().filter(pk=ask.pk)
    ask.status = held.values_list("status", flat=True).get()


def hold_owed(call: Call) -> None:
    """The same for everything that is still owed to a call."""
    owed = Ask.objects.select_for_update().filter(call=call, settled=False)
    list(owed.order_by("pk").values_list("pk", flat=True))


def standing_documents(ask: Ask) -> list[Document]:
    return list(Document.objects.filter(entry=ask.entry, withdrawn_on=None).order_by("added_at", "pk"))


def replies_of(ask: Ask) -> list[Reply]:
    return list(ask.replies.select_related("given_by"))


def reply_of(ask: Ask, number: int) -> Reply | None:
    return ask.replies.filter(number=number).select_related("given_by").first()


# --- last time ---


def earlier_reply(ask: Ask, actor: Actor) -> Reply | None:
    """What the same agency last returned to a call that this one follows, at whatever remove: for those of the agency who see
    that. A guest's link opens one ask and nothing else."""
    if not actor.user_id:
        return None
    before = ask.call.follows_id
    seen = Ask.objects.visible_to(actor)
    for _ in range(10):  # a chain of years, not of decades
        if before is None:
            return None
        reply = (
            Reply.objects.filter(ask__call=before, ask__agency=ask.agency_id, kind=Reply.Kind.RETURNED, ask__in=seen)
            .select_related("ask__call", "ask__entry")
            .order_by("-number")
            .first()
        )
        if reply is not None:
            return reply
        before = Call.objects.filter(pk=before).values_list("follows", flat=True).first()
    return None


def earlier_answers(reply: Reply | None) -> dict[str, str]:
    """What was answered then, by the words of the question as they are compared."""
    if reply is None:
        return {}
    return {compared(each["question"]): each["answer"] for each in reply.kept.get("answers", ())}


def compared(words: str) -> str:
    """A question as it is known again next year: whatever its capitals, spaces and last mark."""
    return " ".join(words.casefold().split()).rstrip(" ?.:")


def handled_by(user: User, *, agency: Agency | None = None) -> QuerySet[Ask]:
    """What is owed and was given to somebody, of one agency or of all."""
    held = Ask.objects.filter(handler=user, settled=False).select_related("entry", "agency")
    return held.filter(agency=agency) if agency else held


# --- guests ---


def guest_link_for(ask: Ask) -> GuestLink | None:
    """The link by which somebody without an account may answer, if one stands."""
    return ask.guest_links.filter(revoked_on=None).first()


def guest_link_by(secret: str) -> GuestLink | None:
    """The link with this secret, whatever has become of it."""
    found = GuestLink.objects.filter(secret_hash=links.hash_of(secret))
    return found.select_related("ask__entry", "ask__agency", "ask__call__keeper", "ask__call__entry__owner").first()


def open_guest_link(number: object) -> GuestLink | None:
    """The link with this number, if it was spent and still stands."""
    if not isinstance(number, int):
        return None
    standing = GuestLink.objects.filter(pk=number, spent_at__isnull=False, revoked_on=None)
    return standing.filter(expires_at__gt=timezone.now()).select_related("ask__entry", "ask__agency").first()


# --- everything that happened ---


def happenings_of(ask: Ask) -> list[Happening]:
    """What happened to an ask besides its answers, newest first."""
    return list(
        ask.happenings.select_related("happened_by", "to_user", "message__to_user", "message__to_contact__agency")
    )


def why_more_time(ask: Ask) -> str:
    """The reason that the agency gave when it last asked for more time."""
    asked = ask.happenings.filter(kind=Kind.TIME_ASKED)
    return asked.values_list("happened_why", flat=True).first() or ""


def state_of(answers: dict[int, DraftAnswer], documents: list[Document]) -> str:
    """Which wording of each answer, and which documents, there are: to know whether any changed since it was shown."""
    said = [f"{number}.{answer.version}" for number, answer in sorted(answers.items())]
    return " ".join([*said, *(str(each.uid) for each in documents)])


def as_kept(
    ask: Ask, questions: list[Question], answers: dict[int, DraftAnswer], documents: list[Document]
) -> dict[str, Any]:
    """An answer as it is kept for ever: plain values, whatever becomes of the rows."""
    return {
        "asked": ask.call.words,
        "answers": [
            {
                "number": each.number,
                "question": each.words,
                "sort": each.sort,
                "answer": answers[each.number].words if each.number in answers else "",
                "why_not": answers[each.number].why_not if each.number in answers else "",
            }
            for each in questions
        ],
        "documents": [{"uid": str(each.uid), "title": each.title, "file_name": each.file_name} for each in documents],
    }
