"""Somebody's wish to have a job, from the first press to the answer."""

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.applications.contact import name_key
from boards.applications.enums import (
    AgreedHow,
    AnsweredHow,
    ApplicationState,
    Hand,
    Source,
    state_pairs_condition,
)
from boards.applications.ticks import LONGEST_KEY
from boards.candidates.models import Profile
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.threads.models import Thread
from tenants.files.models import StoredFile
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

#: Unanswered for so long: the employer is asked; then the site answers in their place.
REMIND_AFTER = timedelta(days=15)
ANSWER_AFTER = timedelta(days=60)
#: After the last contact, and when its offer is over, an application is a number and no person.
KEPT_FOR = timedelta(days=730)
MOST_WORDS = 4000
#: How what is about an application names it: with its key.
REF = "application:"


class ApplicationQuerySet(TenantQuerySet["Application"]):
    def of_people(self) -> "ApplicationQuerySet":
        """Those behind which there still is somebody."""
        return self.filter(anonymised_at__isnull=True)

    def unanswered(self) -> "ApplicationQuerySet":
        """Those whose employer has said nothing yet, nor anybody for them."""
        return self.filter(answered_at__isnull=True, state__in=ApplicationState.open_states())

    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """All for the tenant's staff, those for an employer's own offers for its members, none for others."""
        if user.is_tenant_staff:
            return self.all()
        return self.filter(offer__employer__members__user=user)


def new_link_key() -> str:
    return secrets.token_urlsafe(9)


class Application(TenantModel):
    """One person for one offer."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("2 ans après le dernier contact, une fois l’offre finie ; puis l’état seul, pour les chiffres"),
            days=KEPT_FOR.days,
            since=("last_contact_at",),
            only=Q(anonymised_at__isnull=True) & ~Q(offer__state__in=OfferState.open_states()),
            swept_by="applications.tidy",
        ),
        export=True,
        title=_("Candidatures"),
        processing=Processing.APPLICATIONS,
        recipients=(Recipient.EMPLOYERS, Recipient.ADVISERS, Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(user=("user",), email=("email",), phone=("phone",), parent=("profile",), account_first=True),
        holds=("cv", "thread"),
        activity=("last_contact_at",),
        erasing=Through(
            "boards.applications.services.keeping.forget",
            words=_("il reste qu’une candidature a été reçue, et ce qu’elle est devenue, sans vous"),
        ),
        unexported={
            "name_key": _("le nom, écrit autrement pour reconnaître qui postule deux fois"),
            "link_key": _("le lien par lequel vous suivez votre candidature"),
            "state_by": _("la personne qui a répondu pour l’employeur"),
        },
        labels={
            "offer": _("offre"),
            "profile": _("profil"),
            "cv": _("CV joint"),
            "with_profile_cv": _("avec le CV du profil"),
            "state_before": _("état précédent"),
            "state_at": _("dans cet état depuis le"),
            "state_hand": _("état changé par"),
            "answered_at": _("première réponse le"),
            "answered_how": _("première réponse par"),
            "reminded_at": _("employeur relancé le"),
            "added_by": _("ajoutée par"),
            "agreed_at": _("accord donné le"),
            "agreed_how": _("accord donné comment"),
            "thread": _("conversation"),
            "proved_at": _("lien ouvert pour la première fois le"),
            "last_contact_at": _("dernier contact le"),
            "anonymised_at": _("vidée le"),
        },
    )

    # PROTECT: the answer rate and the figures count offers that are long over.
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="applications")
    profile = models.ForeignKey(Profile, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    name = models.CharField(_("nom"), max_length=120, blank=True)
    # The name as two spellings of it compare (contact.name_key); tells who shares a number from who is the same.
    name_key = models.CharField(max_length=120, blank=True, editable=False)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    message = models.TextField(_("message"), max_length=MOST_WORDS, blank=True)
    ticks = ArrayField(models.CharField(max_length=LONGEST_KEY), default=list, blank=True, verbose_name=_("cases"))
    cv = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Beside or instead of a file of its own: the one that stands in the profile when somebody looks.
    with_profile_cv = models.BooleanField(default=False)

    state = models.CharField(_("état"), max_length=9, choices=ApplicationState, default=ApplicationState.NEW)
    state_before = models.CharField(max_length=9, choices=ApplicationState, blank=True, default="")
    state_at = models.DateTimeField()
    # PROTECT: who answered for an employer is asked for years later.
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state_hand = models.CharField(max_length=9, choices=Hand, default=Hand.CANDIDATE)
    # The first time the person heard anything, and how.
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_how = models.CharField(max_length=8, choices=AnsweredHow, blank=True, default="")
    # What was written to them when they were refused; read again on their own page.
    answer_text = models.TextField(_("réponse envoyée"), max_length=2000, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    source = models.CharField(_("origine"), max_length=9, choices=Source, default=Source.SELF)
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # From when on the employer may have the name and how to reach the person (presenting.py).
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=7, choices=AgreedHow, blank=True, default="")
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    # In the person's links, and by itself the short one that an SMS has room for. Another one ends those before.
    link_key = models.CharField(max_length=12, unique=True, default=new_link_key)
    # When somebody first came by the link in the mail or SMS, and so has the address.
    proved_at = models.DateTimeField(null=True, blank=True)
    last_contact_at = models.DateTimeField()
    anonymised_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-created_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["offer", "state", "-created_at"]),
            models.Index(fields=["created_at"], condition=Q(answered_at__isnull=True), name="application_unanswered"),
            models.Index(fields=["last_contact_at"], condition=Q(anonymised_at__isnull=True), name="application_kept"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=state_pairs_condition(),
                name="application_move_exists",
                violation_error_message=_("Une candidature ne passe pas de cet état à celui-là."),
            ),
            models.CheckConstraint(
                condition=Q(state_hand__in=[Hand.CANDIDATE, Hand.PLATFORM], state_at__isnull=False)
                | Q(state_hand__in=Hand.signed_in(), state_at__isnull=False, state_by__isnull=False),
                name="application_state_at_and_by",
                violation_error_message=_("Un changement d’état dit quand, et qui l’a fait."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_how="")
                | (Q(answered_at__isnull=False) & ~Q(answered_how="")),
                name="application_answer_says_how",
                violation_error_message=_("Une réponse dit quand et comment elle a été donnée."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.REFUSED) | Q(answered_at__isnull=False),
                name="application_refused_is_answered",
                violation_error_message=_("On ne refuse personne sans lui répondre : écrivez la réponse."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.WITHDRAWN) | Q(state_hand__in=[Hand.CANDIDATE, Hand.ADVISER]),
                name="application_withdrawn_by_its_person",
                violation_error_message=_("Seule la personne retire sa candidature, ou son conseiller pour elle."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_how="") | (Q(agreed_at__isnull=False) & ~Q(agreed_how="")),
                name="application_agreement_says_how",
                violation_error_message=_("Un accord dit quand et comment il a été donné."),
            ),
            models.CheckConstraint(
                condition=~Q(source__in=Source.agreed_by_applying()) | Q(agreed_at__isnull=False),
                name="application_applying_is_agreeing",
                violation_error_message=_("Qui postule accepte d’être connu de l’employeur."),
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone="") | Q(anonymised_at__isnull=False) | Q(profile__isnull=False),
                name="application_can_be_answered",
                violation_error_message=_("Donnez une adresse e-mail ou un numéro de mobile, pour qu’on vous réponde."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))),
                name="application_email_is_lower_case",
                violation_error_message=_("Écrivez l’adresse e-mail en minuscules."),
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+[0-9]{6,15}$"),
                name="application_phone_has_one_spelling",
                violation_error_message=_("Ce numéro s’écrit sous sa forme internationale, comme +33612345678."),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(name="", name_key="", email="", phone="", message="", answer_text=""),
                name="application_anonymous_is_nobody",
                violation_error_message=_("Une candidature rendue anonyme ne garde ni nom, ni adresse, ni texte."),
            ),
            models.UniqueConstraint(
                fields=["offer", "email"],
                condition=~Q(email=""),
                name="application_once_an_address",
                violation_error_message=_("Cette personne a déjà postulé à cette offre."),
            ),
            models.UniqueConstraint(
                # A family shares a number: each is known by their name too, or by their own address.
                fields=["offer", "phone", "name_key"],
                condition=Q(email="") & ~Q(phone=""),
                name="application_once_a_number",
                violation_error_message=_("Cette personne a déjà postulé à cette offre."),
            ),
            models.UniqueConstraint(
                fields=["offer", "profile"],
                condition=Q(profile__isnull=False),
                name="application_once_a_profile",
                violation_error_message=_("Cette personne a déjà postulé à cette offre."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def save(self, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(**kwargs)

    @property
    def ref(self) -> str:
        """What its messages and its conversation are about (`subject_ref`), after it is gone too."""
        return f"{REF}{self.pk}"

    @property
    def may_be_known(self) -> bool:
        """Whether its employer may have the name and how to reach the person."""
        return self.agreed_at is not None

    @property
    def was_only_said(self) -> bool:
        """Whether all that the person heard is somebody's word that they were contacted."""
        return self.answered_how in AnsweredHow.said_only() and not self.answer_text

    @property
    def may_be_moved_to(self) -> tuple[ApplicationState, ...]:
        """Where an employer may bring it now."""
        return tuple(state for state in ApplicationState(self.state).next_states if state in ApplicationState.columns())
