"""Every address of the site, and what stands in those that need something: the world's own records."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from safehold.access.models import Grant, Membership
from safehold.access.roles import Role
from safehold.partnership.models import Group, Seat
from tests.rooms import about_a_case, assurance
from tests.world import World

# pages that anyone may open: on the way in, and what is published for everybody
OPEN = {
    "website:home",
    "website:accessibility",
    "website:about",
    "website:health",
    "website:robots",
    "publications:public",
    "publications:public_file",
    "plans:public",
    "access:invitation",
    "access:device",
    "access:device_link",
    "access:no_account",
    "access:still_here",
    "access:kept",
    "asks:guest",
    "meetings:feed",
    *(
        f"asks:guest_{name}"
        for name in (
            "ask",
            "answer",
            "before",
            "attach",
            "return",
            "want_time",
            "nil",
            "refuse",
            "receipt",
            "copy",
            "file",
            "leave",
        )
    ),
}
# whoever can do most with a page: it asks most for them, and between them they open all that can be opened
WHO_CAN_MOST = (
    Role.BUSINESS_MANAGER,
    Role.ADULTS_MANAGER,
    Role.DATA_ANALYST,
    Role.SYSTEM_ADMINISTRATOR,
    Role.CALDICOTT,
    Role.LADO,
    Role.INDEPENDENT_CHAIR,
    Role.TRAIL_AUDITOR,
)
# what shows no page to any of them: a file, or an address that leads on; and what opens only in a state which nothing of the
# world is in, or in a demonstration
FILES = {
    "access:choose", "access:stay", "asks:file", "imports:template", "letters:copy_file", "letters:proof",
    "letters:try", "letters:version_file",
    "meetings:confidential_file", "meetings:feed", "meetings:minutes_file",
    "meetings:pack", "partnership:export_pack", "plans:quarter_file", "plans:tracker_problems", "publications:chart",
    "publications:file",
    "policies:file", "records:document", "records:open",
}  # fmt: skip
NOT_IN_THIS_STATE = {
    "assurance:disagreement_reinstate", "assurance:duty_reinstate", "assurance:received_reinstate",
    "assurance:report_reinstate", "assurance:risk_reinstate",
    "invented:reinstate", "meetings:agree_as_chair", "meetings:item_reinstate", "meetings:meeting_reinstate",
    "plans:action_reinstate",
    "plans:public",
    "plans:bid_reinstate", "plans:commitment_reinstate", "plans:contribution_reinstate", "plans:delivery_reinstate",
    "plans:finding_reinstate", "plans:hold", "plans:in_hand_reinstate", "plans:objective_reinstate",
    "plans:recommendation_reinstate", "plans:release", "plans:said_and_did_reinstate", "plans:spend_reinstate",
    "plans:strategy_reinstate", "policies:interpretation_reinstate", "policies:policy_reinstate",
    "publications:accept_finding", "publications:printed_claims", "records:emergency",
    "records:let_in", "records:unseal", "voice:reinstate", "voice:told",
}  # fmt: skip
NO_PAGE = FILES | NOT_IN_THIS_STATE
LIBRARY = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_")


def named(patterns: list, namespace: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of every address, and the words that stand in it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            words = tuple(re.findall(r"<(?:[a-z]+:)?([a-z_]+)>", str(pattern.pattern)))
            yield f"{namespace}{pattern.name}", words


ADDRESSES: dict[str, tuple[str, ...]] = {
    name: words for name, words in named(get_resolver().url_patterns) if not name.startswith(LIBRARY)
}
OURS = sorted(ADDRESSES)
GUARDED = [name for name in OURS if name not in OPEN]


def facts(world: World) -> dict[str, dict[str, object]]:
    """What stands in an address: by its namespace, and by its name where one needs something else."""
    report = world.reports["2020-21"].entry.uid
    sent = {state: submission.entry.uid for state, submission in world.submissions.items()}
    person = world.user(Role.AGENCY_LEAD)
    membership = Membership.objects.filter(user=person).order_by("pk").first()
    assert membership is not None
    group = Group.objects.order_by("pk").first()
    seat = Seat.objects.order_by("pk").first()
    assert group is not None
    assert seat is not None
    note = world.notebook.entry
    return assurance.addresses(world.assurance) | {
        "publications": {"uid": report, "number": 3, "kind": "pdf"},
        "publications:public_file": {"name": "report.pdf"},
        "publications:chart": {"name": "chart-lado-by-year"},
        "publications:accept_finding": {"key": "no-such-finding"},
        "publications:take_back": {"number": world.accepted.pk},
        "publications:put_back": {"number": world.removed.pk},
        "publications:name_place": {"code": "sab.strategy"},
        "publications:sign_gap": {"code": "sab.strategy"},
        "publications:take_place_off": {"number": world.place.pk},
        "publications:withdraw_gap": {"number": world.gap.pk},
        **thread(world),
        **plans(world),
        **asks(world),
        **meetings(world),
        **letters(world),
        **policies(world),
        "voice": {
            "uid": world.voices["voice"].uid,
            "field": "pseudonym",
            "number": world.voices["consent"].pk,
            "about": report,
        },
        "imports": {"uid": sent["ready"], "data_set": "figures", "kind": "csv"},
        "imports:withdraw": {"uid": sent["accepted"]},
        "imports:problems": {"uid": sent["faulty"]},
        "imports:counts": {"uid": sent["counted"]},
        "imports:read-again": {"uid": sent["begun"]},
        "measures": {"code": "lado.contacts"},
        "partnership": {"uid": group.code, "role": Role.LADO, "kind": "seat"},
        "partnership:holders": {"uid": seat.pk},
        "partnership:fill": {"uid": seat.pk},
        "partnership:end": {"uid": seat.pk, "kind": "seat"},
        "partnership:correct": {"uid": seat.pk, "kind": "seat"},
        "partnership:take_out": {"uid": seat.pk, "kind": "seat"},
        "partnership:pack": {"uid": world.pack.pk},
        **{
            f"partnership:{name}": {"uid": membership.agency.code}
            for name in (
                "agency",
                "agency_history",
                "change_agency",
                "rename_agency",
                "close_agency",
                "join_body",
                "add_contact",
            )
        },
        "people": {"uid": person.pk, "role": Role.LADO},
        **{f"people:{name}": {"uid": world.invitation.pk} for name in ("invitation", "resend", "withdraw")},
        **{f"people:{name}": {"uid": membership.pk} for name in ("end_membership", "give_role", "cover")},
        "people:let_in_again": {"uid": world.leaver.pk},
        "people:end_role": {"uid": Grant.objects.filter(membership=membership).values_list("pk", flat=True)[0]},
        "trail": {"uid": note.uid},
        "records": {"uid": note.uid, "number": world.member.pk},
        "records:deadline_extend": {"uid": note.uid, "number": world.deadline.pk},
        "records:conflict_end": {"uid": note.uid, "number": world.conflict.pk},
        "records:document": {"uid": world.document.uid},
        "records:document_withdraw": {"uid": world.document.uid},
        "records:access_request": {"uid": world.request.uid},
        "records:emergency_review": {"uid": world.emergency.uid},
        "records:message": {"uid": world.message.uid},
        "invented": {"uid": note.uid, "field": "title"},
        "invented:allegation": {"uid": world.allegation.uid},
        "components": {"name": "list", "slug": "list", "kind": "list"},
        "access": {"secret": "not-a-secret", "token": "not-a-token"},
    }


def thread(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses of the golden thread."""
    uids = {name: each.uid for name, each in world.thread.items()}
    of = {
        "held": ("release",),
        "finding": ("finding", "recommend", "hold", "finding_correct", "finding_correct_field", "finding_in_error",
                    "finding_reinstate", "thread", "tie"),
        "accepted": ("recommendation", "consider_again", "add_action", "recommendation_correct",
                     "recommendation_correct_field", "recommendation_in_error", "recommendation_reinstate"),
        "proposed": ("answer",),
        "tracker": ("tracker", "tracker_columns", "tracker_names", "tracker_bring_in", "tracker_problems"),
        "brought": ("tracker_undo",),
        "migrated": ("verify",),
        "evidenced": ("assure", "return_evidence"),
        "assured": ("record_impact", "plan_impact_test"),
    }  # fmt: skip
    found: dict[str, dict[str, object]] = {
        f"plans:{name}": {"uid": uids[state]} for state, names in of.items() for name in names
    }
    found["plans"] = {"uid": uids["agreed"], "field": "words"}
    return found


def plans(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses of the partnership's plans and of its budget."""
    uids = {name: each.uid for name, each in world.plans.items() if name != "line"}
    found: dict[str, dict[str, object]] = {}
    mended = ("correct", "correct_field", "in_error", "reinstate")
    fields = {"strategy": "title", "commitment": "title", "objective": "words", "delivery": "agreed_on",
              "said_and_did": "did", "spend": "amount", "in_hand": "amount", "bid": "amount"}  # fmt: skip
    for name, field in fields.items():
        for each in (name, *(f"{name}_{verb}" for verb in mended)):
            found[f"plans:{each}"] = {"uid": uids[name], "field": field}
    for each in ("contribution", *(f"contribution_{verb}" for verb in mended), "agree", "decline"):
        found[f"plans:{each}"] = {"uid": uids["proposed"], "field": "amount"}
    of = {
        "strategy": ("adopt", "commit"),
        "commitment": ("set_out",),
        "objective": ("say_and_did",),
        "delivery": ("plan_action",),
        "quarter": ("quarter", "quarter_file", "quarter_lines", "quarter_note"),
        "agreed_sum": ("invoice", "receive"),
        "bid": ("answer_bid",),
        "won": ("bid_outcome",),
    }
    found |= {f"plans:{each}": {"uid": uids[name]} for name, names in of.items() for each in names}
    found["plans:quarter_file"]["kind"] = "pdf"
    line = world.plans["line"]
    for each in ("line", "update", "carry_forward", "close_quarter"):
        found[f"plans:{each}"] = {"uid": uids["delivery"], "action": line.action.uid, "number": 2}
    return found


def asks(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses of what agencies are asked."""
    uids = {state: each.uid for state, each in world.asks.items()}
    of = {
        "returned": ("query", "accept", "receipt", "copy", "file"),
        "late": ("escalate",),
        "refused": ("note",),
        "prepared": ("change_call", "questions", "bodies", "issue", "discard_call"),
        "issued": (
            "call",
            "asked",
            "chase_all",
            "keep_call",
            "ask_also",
            "withdraw_call",
            "call_correct",
            "call_correct_field",
        ),
    }
    found: dict[str, dict[str, object]] = {
        f"asks:{name}": {"uid": uids[state]} for state, names in of.items() for name in names
    }
    found["asks"] = {"uid": uids["owed"], "number": 1, "kind": "pdf", "field": "title", "secret": "not-a-secret"}
    return found


def meetings(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses of meetings."""
    known = world.meetings
    group = known["held"].group.code
    of = {
        "held": ("draft_minutes", "record_attendance", "add_guest", "minutes", "agreed_before", "minutes_file",
                 "confidential_file", "attendance", "meeting_correct", "meeting_correct_field"),
        "draft": ("agree_as_chair",),
        "chair_ok": ("take_back", "agree_minutes"),
        "held_item": ("decide", "challenge", "agree_action", "write_passage"),
        "chair_ok_item": ("put_right",),
        "to_come_item": ("item", "change_item", "move_item", "withdraw_item", "refer", "declare", "item_in_error",
                         "item_reinstate"),
    }  # fmt: skip
    found: dict[str, dict[str, object]] = {
        f"meetings:{name}": {"uid": known[state].uid} for state, names in of.items() for name in names
    }
    found |= about_a_case.addresses(known)
    for name in ("of_group", "standing_items", "add_standing_item", "end_standing_item"):
        found[f"meetings:{name}"] = {"uid": group}
    found["meetings:take_up"] = {"uid": known["referral"].pk}
    found["meetings:answer_challenge"] = {"uid": known["challenge"].pk}
    found["meetings"] = {
        "uid": known["to_come"].uid, "field": "place", "kind": "pdf", "number": known["standing"].pk,
        "secret": "not-a-secret",
    }  # fmt: skip
    return found


def letters(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses of letters."""
    known = world.letters
    of = {
        "template": (
            "template",
            "version",
            "version_file",
            "try",
            "approve",
            "retire",
            "template_correct",
            "template_correct_field",
        ),
        "plain": ("version_add",),
        "read": ("letter", "send", "proof"),
        "sent": ("withdraw", "replace", "redact"),
        "copy": ("redacted", "remove", "put_back", "finish", "withdraw_copy"),
        "finished": ("release", "send_back", "copy_file"),
    }
    found: dict[str, dict[str, object]] = {
        f"letters:{name}": {"uid": known[state].uid} for state, names in of.items() for name in names
    }
    for name in ("approve", "retire"):
        found[f"letters:{name}"]["number"] = known["waiting"].number
    for name in ("about", "begin"):
        found[f"letters:{name}"] = {"uid": world.asks["owed"].uid}
    found["letters:put_back"]["number"] = known["copy_removal"].pk
    found["letters:copy_begin"] = {"uid": known["document"].uid}
    found["letters"] = {"field": "title", "uid": known["begun"].uid, "number": 1, "kind": "pdf"}
    return found


def policies(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses of policies, their versions, and how they are read."""
    kept = world.policies
    of = {
        "draft": ("write", "attach", "consult", "pass_over", "assess", "discard"),
        "out": ("close_consultation",),
        "ready": ("approve", "record_approval"),
        "approved": ("take_effect",),
        "dated": ("version", "withdraw", "adopt", "version_tie", "compare", "file", "version_correct",
                  "version_correct_field"),
        "to_come": ("call_off",),
        "brought_in": ("set_right",),
        "waiting": ("confirm", "turn_down", "interpretation_in_error"),
        "interpretation": ("interpretation", "replace", "end", "interpretation_tie", "interpretation_reinstate"),
    }  # fmt: skip
    found: dict[str, dict[str, object]] = {
        f"policies:{name}": {"uid": kept[state].uid} for state, names in of.items() for name in names
    }
    found["policies:policy_in_error"] = {"uid": kept["draft"].policy.uid}
    found["policies:version_correct_field"]["field"] = "title"
    found["policies:answer"] = {"uid": kept["out"].uid, "number": kept["asked"].pk}
    found["policies:settle"] = {"uid": kept["out"].uid, "number": kept["answered"].pk}
    found["policies"] = {"uid": kept["policy"].uid, "field": "title", "kind": "pdf"}
    return found


def address(name: str, world: World) -> str:
    """The address called ``name`` in this world. Fails where nothing says what stands in it: add a line above."""
    told = facts(world)
    known = told.get(name.split(":")[0], {}) | told.get(name, {})
    missing = [word for word in ADDRESSES[name] if word not in known]
    assert not missing, f"{name} needs {missing}: say in tests/addresses.py what stands there"
    return reverse(name, kwargs={word: known[word] for word in ADDRESSES[name]})
