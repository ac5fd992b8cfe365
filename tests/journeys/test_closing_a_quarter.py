"""A quarter of a delivery plan: told of by whoever does it, closed by whoever runs the partnership, and never changed again."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.partnership.models import Group
from safehold.plans import actions
from safehold.plans.models import Line

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

AGREED, DUE = date(2021, 1, 4), date(2021, 3, 15)


def planned(westmere) -> Line:
    """An action of the lead's agency, late since the middle of March, and another of which nobody says anything."""
    manager, lead = westmere.acting[Role.BUSINESS_MANAGER], westmere.acting[Role.AGENCY_LEAD]
    group = Group.objects.get(code="early-support")
    until = date(2023, 3, 31)
    plan = actions.write_strategy(by=manager, title="Noticing sooner", from_on=date(2020, 4, 1), until_on=until)
    made = actions.commit(plan, by=manager, title="See everybody in the household")
    aim = actions.set_out(made, by=manager, words="Ask who else lives there", group=group)
    delivery = actions.plan_delivery(by=manager, strategy=plan, group=group, from_on=date(2020, 4, 1), agreed_on=AGREED)
    told = {"measure": "Forty forms", "lead_role": "Designated nurse", "agency": lead.agency, "agreed_on": AGREED}
    actions.plan_action(
        delivery, by=manager, objective=aim, words="Write to every practice", due_on=date(2021, 6, 1), **told
    )
    return actions.plan_action(delivery, by=manager, objective=aim, words="Change the form", due_on=DUE, **told)


def test_a_quarter_is_told_of_closed_and_stays(westmere, someone):
    line = planned(westmere)

    # given a lead who says on a telephone how far their late action is, in the place of what is worked out
    lead = someone(width=320)
    lead.signs_in(westmere.user(Role.AGENCY_LEAD))
    lead.picks(str(line.action.agency))
    lead.presses("Continue")
    lead.goes_to(line.get_absolute_url())
    lead.sees("In time on 31 March 2021?")
    lead.sees("16 days late")
    lead.follows("Send an update for January to March 2021")
    lead.enters("What happened this quarter?", "The form is at the printer’s.")
    lead.enters("What stands in the way? (optional)", "The printer is closed until May.")
    lead.picks("Amber: slipped but recoverable")
    lead.presses("Send")
    lead.sees("Enter why the status is another than the one worked out")
    lead.enters("Why is it another? (only where you chose another status)", "It comes in the first week of May.")
    lead.presses("Send")
    lead.sees("Update sent")
    lead.sees("Worked out as Red: off track or overdue. Why: It comes in the first week of May.")

    # when the business manager closes the quarter
    manager = someone()
    manager.signs_in(westmere.user(Role.BUSINESS_MANAGER))
    manager.goes_to("/plans/strategy/delivery/")
    manager.follows("Early Support Group")
    manager.sees("Not updated for January to March 2021 yet.")
    manager.follows("Close January to March 2021")
    manager.sees("These have not been updated.")
    manager.enters("What is asked of the Executive? (optional)", "Ask the printer’s owner to open sooner.")
    manager.presses("Close the quarter")

    # then its exceptions stand on one page, as they stood on its last day
    assert manager.heading() == "Early Support Group, January to March 2021"
    for words in (
        "Ask the printer’s owner to open sooner.", "Off track or overdue (1)", "16 days late", "The printer is closed until May.",
        "No update given (1)", "Write to every practice",
    ):  # fmt: skip
        manager.sees(words)

    # and last quarter cannot be told otherwise, though what was typed comes back
    lead.goes_to(f"{line.get_absolute_url()}quarters/4/")
    lead.enters("What happened this quarter?", "All was well.")
    lead.picks("As worked out: Red: off track or overdue")
    lead.presses("Send")
    lead.sees("January to March 2021 is closed, and what was said of it stays. Add a note beside it instead")
    assert lead.page.get_by_label("What happened this quarter?").input_value() == "All was well."

    # and what was wrong is said beside it
    manager.follows("Add a note")
    manager.enters("What was wrong, or came to light later?", "The printer opened on 28 April.")
    manager.presses("Add the note")
    manager.sees("The printer opened on 28 April.")
    manager.follows("Every action of this quarter, to read or download")
    kept = manager.downloads("CSV").decode()
    assert "The form is at the printer’s." in kept
    assert "All was well." not in kept
