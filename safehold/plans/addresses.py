"""The addresses of the partnership's plans and of its budget; those of the thread are in ``urls``."""

from django.urls import path

from safehold.plans.views import budget, delivery, keeping, public, quarters, reckoning, strategy

PLAN = "strategy/<uuid:uid>/"
COMMITMENT, OBJECTIVE = "strategy/commitments/<uuid:uid>/", "strategy/objectives/<uuid:uid>/"
DELIVERY, QUARTER = "strategy/delivery/<uuid:uid>/", "strategy/quarters/<uuid:uid>/"
SAID = "strategy/said-and-did/<uuid:uid>/"
LINE = f"{DELIVERY}actions/<uuid:action>/"

GIVEN, SPENT = "strategy/budget/contributions/<uuid:uid>/", "strategy/budget/spending/<uuid:uid>/"
HELD, ASKED = "strategy/budget/in-hand/<uuid:uid>/", "strategy/budget/bids/<uuid:uid>/"

PLANS = [
    path("progress/", public.progress, name="public"),
    path("strategy/", strategy.Strategies.as_view(), name="strategies"),
    path("strategy/write/", strategy.WriteStrategy.as_view(), name="write_strategy"),
    path(PLAN, strategy.StrategyPage.as_view(), name="strategy"),
    path(f"{PLAN}adopt/", strategy.Adopt.as_view(), name="adopt"),
    path(f"{PLAN}commit/", strategy.Commit.as_view(), name="commit"),
    path(f"{PLAN}correct/", strategy.CorrectStrategy.as_view(), name="strategy_correct"),
    path(f"{PLAN}correct/<str:field>/", strategy.CorrectStrategy.as_view(), name="strategy_correct_field"),
    path(f"{PLAN}in-error/", strategy.StrategyInError.as_view(), name="strategy_in_error"),
    path(f"{PLAN}reinstate/", strategy.StrategyReinstated.as_view(), name="strategy_reinstate"),
    path(COMMITMENT, strategy.CommitmentPage.as_view(), name="commitment"),
    path(f"{COMMITMENT}do/", strategy.SetOut.as_view(), name="set_out"),
    path(f"{COMMITMENT}correct/", strategy.CorrectCommitment.as_view(), name="commitment_correct"),
    path(f"{COMMITMENT}correct/<str:field>/", strategy.CorrectCommitment.as_view(), name="commitment_correct_field"),
    path(f"{COMMITMENT}in-error/", strategy.CommitmentInError.as_view(), name="commitment_in_error"),
    path(f"{COMMITMENT}reinstate/", strategy.CommitmentReinstated.as_view(), name="commitment_reinstate"),
    path(OBJECTIVE, strategy.ObjectivePage.as_view(), name="objective"),
    path(f"{OBJECTIVE}correct/", strategy.CorrectObjective.as_view(), name="objective_correct"),
    path(f"{OBJECTIVE}correct/<str:field>/", strategy.CorrectObjective.as_view(), name="objective_correct_field"),
    path(f"{OBJECTIVE}in-error/", strategy.ObjectiveInError.as_view(), name="objective_in_error"),
    path(f"{OBJECTIVE}reinstate/", strategy.ObjectiveReinstated.as_view(), name="objective_reinstate"),
    path("strategy/delivery/", delivery.Deliveries.as_view(), name="deliveries"),
    path("strategy/delivery/write/", delivery.PlanDelivery.as_view(), name="plan_delivery"),
    path(DELIVERY, delivery.DeliveryPage.as_view(), name="delivery"),
    path(f"{DELIVERY}add/", delivery.PlanAction.as_view(), name="plan_action"),
    path(f"{DELIVERY}correct/", delivery.CorrectDelivery.as_view(), name="delivery_correct"),
    path(f"{DELIVERY}correct/<str:field>/", delivery.CorrectDelivery.as_view(), name="delivery_correct_field"),
    path(f"{DELIVERY}in-error/", delivery.DeliveryInError.as_view(), name="delivery_in_error"),
    path(f"{DELIVERY}reinstate/", delivery.DeliveryReinstated.as_view(), name="delivery_reinstate"),
    path(f"{DELIVERY}quarters/<int:number>/close/", delivery.CloseQuarter.as_view(), name="close_quarter"),
    path(LINE, delivery.LinePage.as_view(), name="line"),
    path(f"{LINE}quarters/<int:number>/", delivery.Update.as_view(), name="update"),
    path(f"{LINE}carry-forward/", delivery.CarryForward.as_view(), name="carry_forward"),
    path("strategy/quarters/", quarters.Quarters.as_view(), name="quarters"),
    path("strategy/quarters/close/", quarters.CloseForAll.as_view(), name="close_for_all"),
    path(QUARTER, quarters.QuarterPage.as_view(), name="quarter"),
    path(f"{QUARTER}report.<str:kind>", quarters.QuarterFile.as_view(), name="quarter_file"),
    path(f"{QUARTER}actions/", quarters.QuarterLines.as_view(), name="quarter_lines"),
    path(f"{QUARTER}note/", quarters.AddNote.as_view(), name="quarter_note"),
    path("strategy/said-and-did/", reckoning.SaidAndDids.as_view(), name="said_and_dids"),
    path(f"{OBJECTIVE}did/", reckoning.SayAndDid.as_view(), name="say_and_did"),
    path(SAID, reckoning.SaidAndDidPage.as_view(), name="said_and_did"),
    path(f"{SAID}correct/", reckoning.CorrectRow.as_view(), name="said_and_did_correct"),
    path(f"{SAID}correct/<str:field>/", reckoning.CorrectRow.as_view(), name="said_and_did_correct_field"),
    path(f"{SAID}in-error/", reckoning.RowInError.as_view(), name="said_and_did_in_error"),
    path(f"{SAID}reinstate/", reckoning.RowReinstated.as_view(), name="said_and_did_reinstate"),
]
BUDGET = [
    path("strategy/budget/", budget.Budget.as_view(), name="budget"),
    path("strategy/budget/contributions/", budget.Contributions.as_view(), name="contributions"),
    path("strategy/budget/contributions/add/", keeping.Propose.as_view(), name="propose"),
    path(GIVEN, budget.ContributionPage.as_view(), name="contribution"),
    path(f"{GIVEN}agree/", keeping.Agree.as_view(), name="agree"),
    path(f"{GIVEN}decline/", keeping.Decline.as_view(), name="decline"),
    path(f"{GIVEN}invoice/", keeping.Invoice.as_view(), name="invoice"),
    path(f"{GIVEN}receive/", keeping.Receive.as_view(), name="receive"),
    path(
        f"{GIVEN}correct/",
        keeping.CorrectContribution.as_view(),
        name="contribution_correct",
    ),
    path(
        f"{GIVEN}correct/<str:field>/",
        keeping.CorrectContribution.as_view(),
        name="contribution_correct_field",
    ),
    path(
        f"{GIVEN}in-error/",
        keeping.ContributionInError.as_view(),
        name="contribution_in_error",
    ),
    path(
        f"{GIVEN}reinstate/",
        keeping.ContributionReinstated.as_view(),
        name="contribution_reinstate",
    ),
    path("strategy/budget/spending/", budget.Spends.as_view(), name="spends"),
    path("strategy/budget/spending/add/", keeping.AddSpend.as_view(), name="add_spend"),
    path(SPENT, budget.SpendPage.as_view(), name="spend"),
    path(f"{SPENT}correct/", keeping.CorrectSpend.as_view(), name="spend_correct"),
    path(
        f"{SPENT}correct/<str:field>/",
        keeping.CorrectSpend.as_view(),
        name="spend_correct_field",
    ),
    path(f"{SPENT}in-error/", keeping.SpendInError.as_view(), name="spend_in_error"),
    path(f"{SPENT}reinstate/", keeping.SpendReinstated.as_view(), name="spend_reinstate"),
    path("strategy/budget/in-hand/", budget.InHands.as_view(), name="in_hands"),
    path("strategy/budget/in-hand/add/", keeping.BeginWith.as_view(), name="begin_with"),
    path(HELD, budget.InHandPage.as_view(), name="in_hand"),
    path(f"{HELD}correct/", keeping.CorrectInHand.as_view(), name="in_hand_correct"),
    path(
        f"{HELD}correct/<str:field>/",
        keeping.CorrectInHand.as_view(),
        name="in_hand_correct_field",
    ),
    path(f"{HELD}in-error/", keeping.InHandInError.as_view(), name="in_hand_in_error"),
    path(f"{HELD}reinstate/", keeping.InHandReinstated.as_view(), name="in_hand_reinstate"),
    path("strategy/budget/bids/", budget.Bids.as_view(), name="bids"),
    path("strategy/budget/bids/add/", keeping.SendBid.as_view(), name="send_bid"),
    path(ASKED, budget.BidPage.as_view(), name="bid"),
    path(f"{ASKED}answer/", keeping.AnswerBid.as_view(), name="answer_bid"),
    path(f"{ASKED}outcome/", keeping.BidOutcome.as_view(), name="bid_outcome"),
    path(f"{ASKED}correct/", keeping.CorrectBid.as_view(), name="bid_correct"),
    path(f"{ASKED}correct/<str:field>/", keeping.CorrectBid.as_view(), name="bid_correct_field"),
    path(f"{ASKED}in-error/", keeping.BidInError.as_view(), name="bid_in_error"),
    path(f"{ASKED}reinstate/", keeping.BidReinstated.as_view(), name="bid_reinstate"),
]
