"""What people told Westmere, invented (``data/westmere/voices.yaml``): what they agreed to, what changed; one withdrawn."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.partnership.models import Group
from safehold.voice import actions
from safehold.voice.models import Voice

Told = dict[str, Any]


def tell(acting: dict[Role, Actor], *, path: Path) -> None:
    """Tell it all, once: whoever builds the demonstration again finds it as people left it."""
    if Voice.objects.exists():
        return
    for told in yaml.safe_load(path.read_text(encoding="utf-8"))["voices"]:
        _voice(acting[Role(told["by"])], told)


def _voice(by: Actor, told: Told) -> None:
    def on(day: date) -> Actor:
        return replace(by, on=day)

    voice = actions.gather(
        by=on(told["gathered_on"]),
        title=told["title"],
        speaker=told["speaker"],
        pseudonym=told.get("pseudonym", ""),
        method=told["method"],
        gathered_at=told["gathered_at"],
        gathered_on=told["gathered_on"],
        group=Group.objects.get(code=told["group"]),
        words=told["words"],
        background=told["background"],
    )
    for each in told["agreed"]:
        actions.agree(
            voice,
            by=on(each["day"]),
            uses=each["uses"],
            given_how=each["given_how"],
            giver=each["giver"],
            capacity=each.get("capacity", ""),
            shown_as=each["shown_as"],
            from_on=each["day"],
        )
    for each in told["changes"]:
        actions.say_changed(voice, by=on(each["day"]), words=each["words"], changed_on=each["day"])
    for each in told["feedback"]:
        actions.feed_back(voice, by=on(each["day"]), words=each["words"], how=each["how"], fed_back_on=each["day"])
    if "withdrawn" in told:
        actions.withdraw(voice, by=on(told["withdrawn"]))


def quoted_as(path: Path) -> dict[str, str]:
    """By the name under which a report's words quote a voice, its reference: those are random, and made anew in each build."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))["voices"]
    references = dict(Voice.objects.values_list("title", "reference"))
    return {
        each["quoted_as"]: references[each["title"]]
        for each in told
        if each.get("title") in references and "quoted_as" in each
    }
