"""A search that somebody left with us."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.alerts.enums import AlertState, EndedBy
from boards.alerts.models.subscriber import Subscriber
from tenants.enums import AlertFrequency
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import Along, DataPolicy, Retention, Subject, Whose
from tenants.processing import Processing, Recipient

#: One address can leave so many searches: more is no search any more.
MOST_A_SUBSCRIBER = 10
#: Nobody confirmed: forgotten, with the address.
WAITS_FOR = timedelta(days=7)
#: Without a sign of life for so long an alert ends; we ask before.
LIVES_FOR = timedelta(days=180)
ASK_BEFORE = timedelta(days=14)
#: Nothing found for so long: we say so, once, and propose to look wider.
SILENT_FOR = timedelta(days=21)
#: What was found and told is kept so long for its links, an address so long after its last alert.
NEWS_KEPT_FOR = timedelta(days=60)
FORGOTTEN_AFTER = timedelta(days=90)


class AlertQuerySet(TenantQuerySet["Alert"]):
    def active(self) -> "AlertQuerySet":
        """Those that find and tell."""
        return self.filter(state=AlertState.ACTIVE)

    def open(self) -> "AlertQuerySet":
        """Those that somebody counts on, paused ones included."""
        return self.filter(state__in=AlertState.open_states())


class Alert(TenantModel):
    """One search of one subscriber, with its rhythm."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("90 jours après la fin, tout de suite sur demande ; 7 jours si elle n’est pas confirmée"),
            days=90,
            since=("ended_at",),
            only=Q(state=AlertState.ENDED),
            swept_by="alerts.tidy",
        ),
        export=True,
        title=_("Alertes"),
        processing=Processing.ALERTS,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("subscriber",)),
        erasing=Along(),
        unexported={"search_key": _("une empreinte de la recherche, qui est là en clair")},
        labels={
            "subscriber": _("abonnement"),
            "since": _("depuis"),
            "ended_at": _("arrêtée le"),
            "ended_by": _("arrêtée comment"),
            "made_by": _("créée par"),
            "last_found_at": _("dernière offre trouvée le"),
            "asked_at": _("question posée le"),
            "silence_told_at": _("silence dit le"),
            "occupation_codes": _("métiers"),
            "commune_insee": _("commune"),
        },
    )

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="alerts")
    # As its address writes it («q=boulanger&lieu=Bergues+(59380)»): what the person asked, in the words they used.
    query = models.TextField(_("recherche"), blank=True)
    label = models.CharField(_("en clair"), max_length=300)
    # The row of public.search_savedsearch: no foreign key crosses schemas, and that row knows nobody.
    search_key = models.CharField(max_length=32)
    frequency = models.CharField(_("rythme"), max_length=6, choices=AlertFrequency, default=AlertFrequency.DAILY)
    state = models.CharField(_("état"), max_length=7, choices=AlertState, default=AlertState.WAITING)
    # Offers that were findable before are on the page where the alert was asked for: only later ones are news.
    since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=9, choices=EndedBy, blank=True)
    # Somebody of the tenant made it with the person; whose consent it is, tenants.messaging keeps.
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    last_found_at = models.DateTimeField(null=True, blank=True)
    # Whether they still look (services.keeping), and that nothing was found yet: each said once.
    asked_at = models.DateTimeField(null=True, blank=True)
    silence_told_at = models.DateTimeField(null=True, blank=True)
    # For figures: which occupations, around which commune.
    occupation_codes = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    commune_insee = models.CharField(max_length=5, blank=True)

    objects = AlertQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["created_at"]
        indexes: ClassVar = [
            models.Index(fields=["search_key"], condition=Q(state=AlertState.ACTIVE), name="alert_by_search"),
            models.Index(fields=["state", "frequency"], name="alert_by_rhythm"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscriber", "search_key"],
                condition=~Q(state=AlertState.ENDED),
                name="alert_once_a_search",
                violation_error_message=_("Vous avez déjà une alerte pour cette recherche."),
            ),
            models.CheckConstraint(
                condition=Q(state=AlertState.WAITING, since__isnull=True)
                | Q(state__in=[AlertState.ACTIVE, AlertState.PAUSED], since__isnull=False)
                | Q(state=AlertState.ENDED),
                name="alert_since_when_confirmed",
                violation_error_message=_("Une alerte confirmée dit depuis quand."),
            ),
            models.CheckConstraint(
                condition=(Q(state=AlertState.ENDED, ended_at__isnull=False) & ~Q(ended_by=""))
                | (~Q(state=AlertState.ENDED) & Q(ended_at__isnull=True, ended_by="")),
                name="alert_end_is_whole",
                violation_error_message=_("Une alerte arrêtée dit quand et comment, et elle seule."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def code_subject(self, frequency: str) -> str:
        """What a code that confirms this search at this rhythm is about (boards.codes).

        A code of its own for each: what one mail confirms is what was asked for when it was sent, and whoever asks
        for something else with the same address doesn't end it.
        """
        return f"alert:{self.pk}:{frequency}"

    @property
    def ends_on(self) -> date:
        """The day it ends by itself unless its subscriber gives a sign of life."""
        return timezone.localdate((self.subscriber.last_sign_at or self.created_at) + LIVES_FOR)
