"""What somebody had typed when their time ran out: kept encrypted for half an hour, and offered back.

It is never sent for them. They sign in again, are shown what they typed, and press the button themselves.
"""

import json
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from safehold.access import vault
from safehold.access.models import KeptDraft, User

CODE = "access.draft"
KEPT_FOR = timedelta(minutes=30)
MOST = 256 * 1024  # characters of one form
ASKED = "_kept"  # the query's word: show the form again with what was kept
# never kept: what proves who one is, and what belongs to one showing of a form
LEFT_OUT = ("csrfmiddlewaretoken", "_once")


def keep(request: HttpRequest, user: User) -> KeptDraft | None:
    """Keep the form that ``request`` posts, for ``user``; none where there is nothing worth keeping."""
    fields = {name: request.POST.getlist(name) for name in request.POST if worth_keeping(name)}
    words = json.dumps(fields)
    if not any(name for name in fields if not name.startswith("_")) or len(words) > MOST:
        return None
    now = timezone.now()
    uid = uuid.uuid4()
    return KeptDraft.objects.create(
        uid=uid,
        user=user,
        path=request.get_full_path()[:500],
        body=vault.encrypt(words, code=CODE, uid=uid),
        kept_at=now,
        expires_at=now + KEPT_FOR,
    )


def worth_keeping(name: str) -> bool:
    return name not in LEFT_OUT and "password" not in name.lower()


def waiting_for(user: User) -> QuerySet[KeptDraft]:
    """What is kept for ``user`` and has not expired, newest first."""
    return KeptDraft.objects.filter(user=user, expires_at__gt=timezone.now())


def fields_of(draft: KeptDraft) -> dict[str, list[str]]:
    """What was typed, by field. Raises ``vault.Unreadable`` where the key is gone."""
    return json.loads(vault.decrypt(draft.body, code=CODE, uid=draft.uid))


def offered(request: HttpRequest) -> QueryDict | None:
    """What the form on this page should be filled with, where the address asks for a draft of one's own."""
    asked = request.GET.get(ASKED, "")
    if not asked or not isinstance(request.user, User):
        return None
    try:
        draft = waiting_for(request.user).filter(uid=uuid.UUID(asked)).first()
        kept = fields_of(draft) if draft else None
    except (ValueError, vault.Unreadable):
        return None
    return as_posted(kept) if kept else None


def back_to(draft: KeptDraft) -> str:
    """The address of the form, asking for it to be filled with the draft."""
    path, _, query = draft.path.partition("?")
    return f"{path}?{query}{'&' if query else ''}{urlencode({ASKED: str(draft.uid)})}"


def as_posted(fields: dict[str, list[str]]) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, values in fields.items():
        posted.setlist(name, list(values))
    return posted


def destroy(drafts: QuerySet[KeptDraft]) -> int:
    """Take drafts away for good, and say how many there were."""
    count, _ = drafts.delete()
    return count


def destroy_expired() -> int:
    return destroy(KeptDraft.objects.filter(expires_at__lte=timezone.now()))


def shown_fields(draft: KeptDraft) -> list[tuple[str, Any]]:
    """What was typed, as a person reads it: names in words, hidden parts left out."""
    try:
        fields = fields_of(draft)
    except vault.Unreadable:
        return []
    return [
        (name.replace("_", " ").strip().capitalize(), ", ".join(values))
        for name, values in fields.items()
        if not name.startswith("_") and any(values)
    ]
