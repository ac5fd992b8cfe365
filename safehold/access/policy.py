"""Answers with a reason. A policy says who may; it is asked by the page that draws the button and by the action behind it."""

from dataclasses import dataclass


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """Something was not done, and this sentence says why. It is written for the person who asked.

    ``field`` is the argument of the act that it is about, where it is about one: the page then says it at that question.
    """

    field = ""

    def __init__(self, *words: str, field: str = "") -> None:
        super().__init__(*words)
        self.field = field


@dataclass(frozen=True)
class Answer:
    """Yes, or no with a reason. True where it is yes, so that a template can say ``{% if may_decide %}``.

    ``by_access`` is whether another role or more access would change the answer: what is closed already is closed to all.
    """

    allowed: bool
    reason: str = ""
    by_access: bool = True

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(reason: str) -> Answer:
    return Answer(False, reason)


def not_now(reason: str) -> Answer:
    """No, whoever asks: what it is about is not so that this can be done, or somebody else has to do it."""
    return Answer(False, reason, by_access=False)


def require(answer: Answer) -> None:
    """Raise the answer's own words unless it is yes."""
    if not answer:
        raise Refused(answer.reason)
