"""What may be filled into a letter about a policy."""

from safehold.letters.sources import Field, LetterKind
from safehold.policies.queries import policies_with_version

POLICY = LetterKind(
    kind="policies.policy",
    words="A policy",
    fields=(
        Field("policy.title", "What it is called", "Protocol for bruises in babies", lambda one: one.title),
        Field("policy.sort", "What it is", "Protocol", lambda one: one.get_sort_display()),
        Field("policy.audience", "Who it is for", "Everybody who works with children", lambda one: one.audience),
        Field("policy.owner", "The group or agency that owns it", "Policy and procedures", lambda one: one.owner_name),
        Field("policy.keeper", "Who looks after it", "Noor Vale", lambda one: one.keeper),
        Field("policy.version", "The number of the version in force", "3", lambda one: one.now_number),
        Field("policy.in_force", "The day since which it is in force", "1 April 2021", lambda one: one.now_from_on),
        Field("policy.review_due", "The day its review is due", "1 April 2023", lambda one: one.review_due_on),
    ),
    read=lambda one, by: policies_with_version(by).get(pk=one.pk),
)
