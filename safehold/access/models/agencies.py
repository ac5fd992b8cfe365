"""The bodies that make up a partnership, under the names they had when."""

from datetime import date

from django.db import models
from django.db.models.functions import Lower

from safehold.access.models.dated import Dated, ends_after_it_begins


class AgencyKind(models.TextChoices):
    """What kind of body an agency is: stable codes, shown with these labels."""

    LA_CSC = "LA_CSC", "Council: children's social care"
    LA_ASC = "LA_ASC", "Council: adult social care"
    LA_EDUCATION = "LA_EDUCATION", "Council: education"
    LA_HOUSING = "LA_HOUSING", "Council: housing"
    LA_PUBLIC_HEALTH = "LA_PUBLIC_HEALTH", "Council: public health"
    LA_COMMUNITY_SAFETY = "LA_COMMUNITY_SAFETY", "Council: community safety"
    COUNCIL = "COUNCIL", "Council"
    ICB = "ICB", "NHS commissioner"
    NHS_TRUST_ACUTE = "NHS_TRUST_ACUTE", "Acute hospital trust"
    NHS_TRUST_MH = "NHS_TRUST_MH", "Mental health trust"
    COMMUNITY_HEALTH = "COMMUNITY_HEALTH", "Community health provider"
    GP = "GP", "General practice"
    AMBULANCE = "AMBULANCE", "Ambulance service"
    POLICE = "POLICE", "Police"
    PROBATION = "PROBATION", "Probation"
    FIRE = "FIRE", "Fire and rescue"
    YJS = "YJS", "Youth justice service"
    PRISON = "PRISON", "Prison"
    SCHOOL = "SCHOOL", "School"
    EARLY_YEARS = "EARLY_YEARS", "Early years setting"
    FE = "FE", "Further education college"
    REG_PROVIDER_HOUSING = "REG_PROVIDER_HOUSING", "Registered housing provider"
    CARE_PROVIDER = "CARE_PROVIDER", "Care provider"
    VCSE = "VCSE", "Voluntary or community organisation"
    SPECIALIST_DA = "SPECIALIST_DA", "Specialist domestic abuse service"
    IDVA = "IDVA", "Independent domestic violence advocacy"
    DRUG_ALCOHOL = "DRUG_ALCOHOL", "Drug and alcohol service"
    CAFCASS = "CAFCASS", "Cafcass"
    BTP = "BTP", "British Transport Police"
    PCC = "PCC", "Police and crime commissioner"
    HEALTHWATCH = "HEALTHWATCH", "Local Healthwatch"
    FAITH = "FAITH", "Faith organisation"
    PARTNERSHIP = "PARTNERSHIP", "The partnership's own team"
    OTHER = "OTHER", "Other"


class LegalBody(models.TextChoices):
    """The statutory bodies whose duties a partnership discharges."""

    SAFEGUARDING_PARTNERS = "SAFEGUARDING_PARTNERS", "Safeguarding partners"
    SAB = "SAB", "Safeguarding Adults Board"
    CSP = "CSP", "Community Safety Partnership"
    YJ_BOARD = "YJ_BOARD", "Youth justice management board"
    DA_LPB = "DA_LPB", "Domestic Abuse Local Partnership Board"
    RELEVANT_BODIES_ASB = "RELEVANT_BODIES_ASB", "Relevant bodies for ASB case reviews"
    HWB = "HWB", "Health and Wellbeing Board"


class Agency(models.Model):
    """A body of the partnership. Its names are dated: 2020-21 goes on saying CCG when later years say ICB."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=24, choices=AgencyKind)
    kind_other = models.CharField(max_length=80, blank=True)
    current_name = models.CharField(max_length=160)  # the name in force today, so that lists need no join
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["current_name"]
        constraints = [
            models.CheckConstraint(
                name="agency_other_says_what",
                condition=~models.Q(kind="OTHER") | ~models.Q(kind_other=""),
                violation_error_message="Say what kind of agency it is",
            ),
        ]

    class Privacy:
        plain = {"id", "code", "kind", "kind_other", "current_name", "closed_on"}

    def __str__(self) -> str:
        return self.current_name

    def name_on(self, day: date) -> str:
        """What the agency was called on ``day``; its current name where no dated name covers that day."""
        for name in self.names.all():
            if name.holds_on(day):
                return name.name
        return self.current_name


class AgencyName(Dated):
    """What an agency was called from one day to another."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["agency_id", "-from_on"]
        constraints = [
            ends_after_it_begins("agency_name"),
            models.UniqueConstraint(
                "agency",
                "from_on",
                name="agency_name_once_a_day",
                violation_error_message="The agency already has a name from that day",
            ),
        ]

    class Privacy:
        plain = {"id", "agency", "name", "short_name", "from_on", "to_on"}

    def __str__(self) -> str:
        return self.name


class AgencyBody(Dated):
    """That an agency belongs to a statutory body: a safeguarding partner, a SAB member, a responsible authority."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="bodies")
    body = models.CharField(max_length=24, choices=LegalBody)
    statutory = models.BooleanField(default=True)

    class Meta:
        ordering = ["body", "agency_id"]
        constraints = [
            ends_after_it_begins("agency_body"),
            models.UniqueConstraint(
                "agency",
                "body",
                "from_on",
                name="agency_body_once_a_day",
                violation_error_message="The agency already belongs to that body from that day",
            ),
        ]

    class Privacy:
        plain = {"id", "agency", "body", "statutory", "from_on", "to_on"}

    def __str__(self) -> str:
        return self.get_body_display()


class AgencyContact(Dated):
    """How to reach an agency about one matter, as work details only."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    purpose = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = [Lower("purpose"), "id"]
        constraints = [
            ends_after_it_begins("agency_contact"),
            models.CheckConstraint(
                name="agency_contact_reachable",
                condition=~models.Q(email="") | ~models.Q(telephone=""),
                violation_error_message="Enter an e-mail address or a telephone number",
            ),
        ]

    class Privacy:
        plain = {"id", "agency", "purpose", "from_on", "to_on"}
        personal = {"name", "email", "telephone"}

    def __str__(self) -> str:
        return self.purpose
