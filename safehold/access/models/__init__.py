"""Users, agencies, memberships, circles, kept drafts and the audit trail."""

from safehold.access.models.agencies import Agency, AgencyBody, AgencyContact, AgencyKind, AgencyName, LegalBody
from safehold.access.models.circles import Circle, CircleMember
from safehold.access.models.drafts import KeptDraft
from safehold.access.models.memberships import Grant, Invitation, Membership, RoleTitle
from safehold.access.models.trail import AuditLine, AuditLink
from safehold.access.models.users import User

__all__ = [
    "Agency",
    "AgencyBody",
    "AgencyContact",
    "AgencyKind",
    "AgencyName",
    "AuditLine",
    "AuditLink",
    "Circle",
    "CircleMember",
    "Grant",
    "Invitation",
    "KeptDraft",
    "LegalBody",
    "Membership",
    "RoleTitle",
    "User",
]
