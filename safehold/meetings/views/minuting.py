"""Pages of minutes: reading them, writing them, agreeing them, and taking them away as files."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, ClassVar

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.parts import Answer, Identity, Link
from safehold.meetings import actions, packs, policy, presenters, queries
from safehold.meetings.forms import minuting as forms
from safehold.meetings.forms.preparing import Confirm, Why
from safehold.meetings.lifecycle import MET, Status
from safehold.meetings.paper import files
from safehold.meetings.queries import minutes
from safehold.meetings.views.base import SECTION
from safehold.meetings.views.items import OfItem
from safehold.meetings.views.meetings import OfMeeting
from safehold.partnership.queries import the_partnership
from safehold.records.pages import ConfirmPage, QuestionPage
from safehold.records.pages.base import Found, Page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INVENTED = "Everything in this document is invented."


def partnership_name() -> str:
    ours = the_partnership()
    return ours.name if ours else "A new partnership"


def banner() -> str:
    return INVENTED if settings.INVENTED else ""


class Minutes(Found, Page):
    """The minutes as this reader may see them: as they stand, or as they were agreed."""

    visible_to = staticmethod(queries.meetings_visible_to)
    template_name = "meetings/minutes.html"
    section = SECTION
    object: Any

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.object = self.find(request, uid)
        held = self.object.status in MET
        self.items = minutes.items_with_minutes(self.object, self.actor) if held else []
        uids = [str(each.uid) for each in self.items]
        audit.record(self.actor, "meetings.meeting.minutes_shown", self.object, count=len(uids), uids=uids)
        return self.show()

    def get_title(self) -> str:
        return f"{self.object}: minutes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting, actor, uid = self.object, self.actor, [self.object.uid]
        held = meeting.status in MET
        policy.was_found_to_chair(actor, meeting, meeting.group)
        items = self.items
        return super().get_context_data(
            identity=Identity("Minutes", str(meeting), presenters.status(meeting)),
            tabs=presenters.tabs(meeting, "minutes"),
            object=meeting,
            held=held,
            head=self.head(),
            who_was_there=reverse("meetings:attendance", args=uid),
            parts=[presenters.minuted(number, item) for number, item in enumerate(items, 1)],
            may_write=bool(policy.write(actor, meeting)) if held else False,
            may_put_right=bool(policy.keep(actor, meeting))
            and meeting.status in (Status.MINUTES_CHAIR_OK, Status.AGREED),
            actions=list(self.acts()),
            files=[
                Link(words, reverse(f"meetings:{name}", args=[*uid, kind]))
                for words, name, kind in presenters.minute_files(any(item.confidential for item in items))
            ]
            if held
            else [],
            **kwargs,
        )

    def head(self) -> list[Answer]:
        """What stands above the items, as it was agreed; until then who was there is a page of its own."""
        kept = getattr(self.object, "preamble", None)
        return presenters.head_answers(kept.agreed) if kept is not None else presenters.meeting_facts(self.object)

    def acts(self) -> Iterator[Link]:
        meeting, actor, uid = self.object, self.actor, [self.object.uid]
        may = type(meeting).LIFECYCLE.may
        offers = (
            ("draft_minutes", "Draft the minutes", "meetings:draft_minutes", policy.draft),
            ("chair_agrees", "Agree them as chair", "meetings:agree_as_chair", policy.agree_as_chair),
            ("agree", "Agreed at a later meeting", "meetings:agree_minutes", policy.agree),
            ("take_back", "Take them back into draft", "meetings:take_back", policy.agree),
        )
        for move, words, name, policy_of in offers:
            if may(meeting, move) and policy_of(actor, meeting):
                read = f"?read={minutes.state_of(meeting, actor, self.items)}" if move == "chair_agrees" else ""
                yield Link(words, reverse(name, args=uid) + read)
        if may(meeting, "chair_agrees") and minutes.was_agreed_before(meeting):
            yield Link("What was agreed before", reverse("meetings:agreed_before", args=uid))


class AgreedBefore(Found, Page):
    """What the chair had agreed before the minutes were taken back, for one reader."""

    visible_to = staticmethod(queries.meetings_visible_to)
    template_name = "meetings/agreed_before.html"
    section = SECTION
    object: Any

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.object = self.find(request, uid)
        earlier = minutes.agreed_before(self.object, self.actor)
        uids = sorted({str(each.passage.item.uid) for one in earlier for each in one.passages.all()})
        audit.record(self.actor, "meetings.meeting.agreed_before_shown", self.object, count=len(uids), uids=uids)
        back = reverse("meetings:minutes", args=[self.object.uid])
        return self.show(earlier=[presenters.agreed_before(each) for each in earlier], back=back)

    def get_title(self) -> str:
        return f"{self.object}: what was agreed before"


class OfMinutes(OfMeeting):
    """A question about minutes, which leads back to them."""

    def back(self) -> str:
        return reverse("meetings:minutes", args=[self.object.uid])


class DraftMinutes(OfMinutes, ConfirmPage):
    title = "Draft the minutes"
    form_class = Confirm
    may = staticmethod(policy.draft)
    act = staticmethod(actions.draft_minutes)
    button = "Draft them"
    done = "Drafted from what was recorded. Write what each item still needs."
    consequences = (
        "who was there, decisions, challenges, actions and interests stand in them as they were recorded",
        "each item can be written by several people, and nothing that was written is lost",
    )


class AgreeAsChair(OfMinutes, ConfirmPage):
    title = "Agree the minutes as chair"
    form_class = Confirm
    may = staticmethod(policy.agree_as_chair)
    act = staticmethod(actions.agree_as_chair)
    button = "Agree them"
    done = "Agreed by the chair. They wait for the next meeting."
    template_name = "meetings/agree.html"
    READ = "_read"  # what the minutes said when the chair read them

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Only from the page where they are read: whoever comes by the address alone is sent there first."""
        return super().get(request, **kwargs) if request.GET.get("read") else HttpResponseRedirect(self.back())

    def answers(self, form: Any) -> dict[str, Any]:
        return super().answers(form) | {"read": self.request.POST.get(self.READ, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        read = self.request.POST.get(self.READ) or self.request.GET.get("read", "")
        return super().get_context_data(read=read, **kwargs)

    consequences = (
        "what they say is kept as it is now, whatever is renamed or answered later",
        "who was there and what was decided can no longer be changed",
        "an item that you were recused from is agreed with the others, unseen by you",
    )


class TakeBack(OfMinutes):
    title = "Take the minutes back into draft"
    form_class = Why
    may = staticmethod(policy.agree)
    act = staticmethod(actions.take_back)
    button = "Take them back"
    done = "In draft again. The chair agrees them anew."


class AgreeMinutes(OfMinutes):
    title = "Agreed at a later meeting"
    form_class = forms.Agree
    may = staticmethod(policy.agree)
    act = staticmethod(actions.agree_minutes)
    button = "They were agreed"
    done = "Agreed. They are never changed again."

    def form_facts(self) -> dict[str, Any]:
        return {"meetings": queries.later_held(self.object)}


class WritePassage(QuestionPage):
    """What the minutes say under one item. Whoever saves second sees both texts, and loses neither."""

    title = "Write the minutes of an item"
    section = SECTION
    visible_to = staticmethod(minutes.passages_visible_to)
    template_name = "meetings/passage.html"
    form_class = forms.Passage
    may = staticmethod(policy.write_passage)
    act = staticmethod(actions.write_passage)
    done = "Saved"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = minutes.passages_visible_to(self.actor).filter(item__entry__uid=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "meetings.item"

    def initial(self) -> dict[str, Any]:
        return {"words": self.object.words}

    def after(self, result: Any) -> str:
        return reverse("meetings:minutes", args=[self.object.item.meeting.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = [Answer(presenters.replaced(each), each.words) for each in minutes.earlier_of(self.object)]
        more = {"caption": self.object.item.title, "cancel": self.after(None), "earlier": earlier}
        return super().get_context_data(**more | kwargs)


class PutRight(OfItem):
    title = "Put something right"
    form_class = forms.PutRight
    may = staticmethod(policy.put_right)
    act = staticmethod(actions.put_right)
    done = "Saved beside the minutes"

    def after(self, result: Any) -> str:
        return reverse("meetings:minutes", args=[self.object.meeting.uid])


class File(Found, Page):
    """A file that is made for whoever asks, from what they may see."""

    visible_to = staticmethod(queries.meetings_visible_to)
    section = SECTION
    costly: ClassVar[frozenset[str]] = frozenset({"GET"})
    object: Any

    @staticmethod
    def sent(content: bytes, kind: str, name: str) -> FileResponse:
        response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
        response["Cache-Control"] = "no-store"
        return response


class MinutesFile(File):
    """The minutes, or their confidential part, as PDF or Word."""

    confidential: ClassVar[bool] = False

    def get(self, request: HttpRequest, uid: Any, kind: str) -> FileResponse:
        self.object = meeting = self.find(request, uid)
        if kind not in ("pdf", "docx") or meeting.status not in MET:
            raise Http404("There is no such file")
        sheet = packs.minutes_of(
            meeting, self.actor, confidential=self.confidential, partnership=partnership_name(), banner=banner()
        )
        if self.confidential and not sheet.about:  # so that nobody learns from an empty file that there is a fuller one
            raise Http404("There is no such file")
        part = "confidential" if self.confidential else "open"
        facts: dict[str, Any] = {"format": kind, "part": part, "uids": list(sheet.about)}
        audit.record(self.actor, "meetings.meeting.minutes_taken", meeting, count=len(sheet.about), **facts)
        dated = meeting.agreed_on or meeting.chair_agreed_on or meeting.meets_on
        name = f"minutes-{'confidential-' if self.confidential else ''}{meeting.meets_on.isoformat()}.{kind}"
        if kind == "pdf":
            return self.sent(files.set_pdf(sheet, dated=dated), "application/pdf", name)
        return self.sent(files.write_word(sheet, dated=dated), WORD, name)


class ConfidentialFile(MinutesFile):
    confidential = True


class Pack(File):
    """The papers of a meeting as one PDF, made for this reader: what they were recused from is not in it, nor its number."""

    def get(self, request: HttpRequest, uid: Any) -> FileResponse:
        self.object = meeting = self.find(request, uid)
        sheet, beside = packs.pack_of(meeting, self.actor, partnership=partnership_name(), banner=banner())
        held: dict[str, Any] = {"uids": list(sheet.about), "documents": list(sheet.papers)}
        audit.record(self.actor, "meetings.meeting.pack_taken", meeting, count=len(sheet.papers), **held)
        content = files.set_pdf(sheet, dated=self.actor.on, beside=beside)
        return self.sent(content, "application/pdf", f"papers-{meeting.meets_on.isoformat()}.pdf")
