"""Where values stand that the vault encrypted, so that a key can be changed and the older one taken away.

A package that keeps such values says so in an object named by the setting ``ENCRYPTED`` (dotted paths, written out where
everything is known: in the settings). Nothing registers itself.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from safehold.access import drafts, mail, vault
from safehold.access.models import KeptDraft
from safehold.access.signin import second_factor

Renew = Callable[[str], str]


class Place(Protocol):
    """One kind of row that holds encrypted values."""

    label: str  # in words, for whoever runs the command: "authenticators"

    def older(self) -> Iterator[Any]:
        """The numbers of the rows with a value that is not under the newest key."""
        ...

    def renew(self, number: Any) -> None:
        """Encrypt such a row's values again, under the newest key, inside the act that is under way.

        Raises ``vault.Unreadable`` where the key of one is gone.
        """
        ...


def places() -> list[Place]:
    """Every place, in the order of the settings."""
    return [import_string(path) for path in settings.ENCRYPTED]


class Drafts:
    label = "forms kept after a time-out"

    def older(self) -> Iterator[int]:
        found = KeptDraft.objects.values_list("pk", "body")
        return (number for number, body in found.iterator() if not vault.is_newest(body))

    def renew(self, number: int) -> None:
        for draft in locked(KeptDraft, number):
            draft.body = vault.renewed(draft.body, code=drafts.CODE, uid=draft.uid)
            draft.save(update_fields=["body"])


class Authenticators:
    """Secrets of apps, and what recovery codes are made from. Passkeys hold nothing secret."""

    label = "authenticators"
    # what allauth keeps encrypted, by its own names
    SECRET = ("secret", "seed", "migrated_codes")

    def older(self) -> Iterator[int]:
        for one in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator():
            if not all(vault.is_newest(value) for value in values_in(one.data, self.SECRET)):
                yield one.pk

    def renew(self, number: int) -> None:
        for one in locked(Authenticator, number):
            renew = renewing(second_factor.CODE)
            secrets = {name: in_place(one.data[name], renew) for name in self.SECRET if name in one.data}
            one.data = {**one.data, **secrets}
            one.save(update_fields=["data"])


class WaitingMail:
    """Messages about accounts that have not left yet. Those that left are read by nobody, and are soon forgotten."""

    label = "messages about accounts that wait to be sent"

    def older(self) -> Iterator[Any]:
        waiting = DBTaskResult.objects.filter(task_path=mail.send.module_path, finished_at=None)
        return (task.pk for task in waiting.iterator() if not vault.is_newest(task.args_kwargs["args"][1]))

    def renew(self, number: Any) -> None:
        for task in locked(DBTaskResult, number):
            uid, sealed, tried = task.args_kwargs["args"]
            again = vault.renewed(sealed, code=mail.CODE, uid=uid)
            task.args_kwargs = {**task.args_kwargs, "args": [uid, again, tried]}
            task.save(update_fields=["args_kwargs"])


DRAFTS, AUTHENTICATORS, WAITING_MAIL = Drafts(), Authenticators(), WaitingMail()


def locked(model: type[Model], number: Any) -> Any:
    """The row, where it is still there, that nobody else changes until the act is over."""
    return model._default_manager.select_for_update().filter(pk=number)


def renewing(code: str) -> Renew:
    return lambda kept: vault.renewed(kept, code=code)


def in_place(value: Any, renew: Renew) -> Any:
    return [renew(each) for each in value] if isinstance(value, list) else renew(value)


def values_in(data: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = data.get(name)
        yield from value if isinstance(value, list) else [value] if value else []
